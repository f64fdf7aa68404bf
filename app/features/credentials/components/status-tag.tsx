import { useTranslation } from 'react-i18next'
import type { CredentialStatus } from '#app/domain/credential/derived-status.ts'
import { Tag, type Tone } from '#app/ui/verdict.tsx'

/** The tone of a status: green where work is granted without a note, amber where the end is near, red otherwise. */
export function toneOfStatus(
  status: CredentialStatus,
  grantsWork: boolean,
): Exclude<Tone, 'neutral' | 'super'> {
  if (!grantsWork) return 'deny'
  return status === 'WORKING_GRACE' || status === 'RENEWAL_WINDOW' || status === 'SCOPE_REDUCED'
    ? 'warn'
    : 'allow'
}

/** A derived status as icon, word and colour. */
export function StatusTag({ status, grantsWork }: { status: CredentialStatus; grantsWork: boolean }) {
  const { t } = useTranslation('common')
  const isPast = status === 'SUPERSEDED'
  return <Tag tone={isPast ? 'neutral' : toneOfStatus(status, grantsWork)}>{t(`status.${status}`)}</Tag>
}
