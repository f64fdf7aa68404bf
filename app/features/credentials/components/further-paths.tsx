import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card } from '#app/ui/surface.tsx'
import type { CredentialPath } from '../read-ladders.server.ts'
import { CredentialPathSteps } from './credential-path.tsx'

export type FurtherPath = {
  path: CredentialPath
  /** The exclusive end of the credential that is held already. */
  heldUntil: string | null
}

/** Ways that are not the page's main one, each folded into a line with what it takes. Opens without JavaScript. */
export function FurtherPaths({ further }: { further: readonly FurtherPath[] }) {
  const { language } = useFormats()
  return (
    <Card className="divide-y divide-line py-1">
      {further.map(({ path, heldUntil }) => (
        <details key={`${path.brandCode}/${path.typeCode}`} className="group">
          <summary className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 py-2">
            <span className="text-s font-semibold">
              {path.typeCode} <span className="font-normal">{inLanguage(path.name, language)}</span>
            </span>
            <span className="text-xs text-ink-3">
              <Summary path={path} heldUntil={heldUntil} />
            </span>
          </summary>
          <div className="pt-2 pb-4">
            <CredentialPathSteps path={path} isPrimary={false} />
          </div>
        </details>
      ))}
    </Card>
  )
}

function Summary({ path, heldUntil }: FurtherPath) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats()
  if (heldUntil !== null) return <>{t('ladder.path.held', { day: formats.lastDay(heldUntil) })}</>
  if (!path.isOpen) return <>{t('ladder.path.notOffered')}</>
  const left = path.steps.filter(({ state }) => state !== 'done').length
  return (
    <>
      {path.enrolment ? `${t('ladder.path.enrolled')} · ` : ''}
      {t('ladder.path.stepsLeft', { count: left })}
      {path.hours > 0 ? ` · ${t('common:hours', { count: path.hours })}` : ''}
    </>
  )
}
