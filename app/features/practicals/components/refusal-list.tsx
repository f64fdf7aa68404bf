import { useTranslation } from 'react-i18next'
import type { AssessorReason } from '#app/domain/practical/assessor-guards.ts'
import { ToneIcon } from '#app/ui/verdict.tsx'

/** Every reason for which the viewer may not score a practical. */
export function RefusalList({ refusals }: { refusals: readonly AssessorReason[] }) {
  const { t } = useTranslation('practicals')
  const say = (reason: AssessorReason) => {
    if (reason.code === 'SAME_PROVIDER') return t('refusal.SAME_PROVIDER', { provider: reason.provider })
    if (reason.code !== 'NOT_QUALIFIED') return t(`refusal.${reason.code}`)
    const { needs, holds } = reason
    return holds === 0
      ? t('refusal.NOT_QUALIFIED_none', { needs })
      : t('refusal.NOT_QUALIFIED', { needs, holds })
  }
  return (
    <div className="flex gap-2 rounded-2 bg-deny-soft px-3 py-2 text-s text-deny">
      <ToneIcon tone="deny" />
      <div>
        <p className="font-semibold">{t('row.mayNot')}</p>
        <ul>
          {refusals.map((reason) => (
            <li key={JSON.stringify(reason)}>{say(reason)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
