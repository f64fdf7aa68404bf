import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import type { DeciderConflict, IssueObstacle } from '../decision-guards.ts'

/** Why the viewer cannot decide, or why nothing can be issued now: every reason. */
export function DecisionObstacles({
  conflicts,
  obstacles,
}: {
  conflicts: readonly DeciderConflict[]
  obstacles: readonly IssueObstacle[]
}) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  const sayConflict = (one: DeciderConflict) =>
    one.code === 'SAME_PROVIDER'
      ? t('file.conflict.SAME_PROVIDER', { provider: one.provider })
      : t(`file.conflict.${one.code}`)
  const sayObstacle = (one: IssueObstacle) => {
    if (one.code === 'REQUIREMENT_UNMET')
      return t('file.obstacle.REQUIREMENT_UNMET', { count: one.missing.length })
    if (one.code === 'REVOKED_RECENTLY' || one.code === 'RENEWAL_OVER') return t(`file.obstacle.${one.code}`)
    const grounds = inLanguage(one.grounds, formats.language)
    return one.until
      ? t('file.obstacle.SUSPENDED', { until: formats.lastDay(one.until), grounds })
      : t('file.obstacle.SUSPENDED_open', { grounds })
  }
  return (
    <>
      {conflicts.length > 0 ? (
        <Reasons
          title={t('file.conflicts')}
          reasons={conflicts.map(sayConflict)}
          next={t('file.conflictNext')}
        />
      ) : null}
      {obstacles.length > 0 ? (
        <Reasons title={t('file.obstacles')} reasons={obstacles.map(sayObstacle)} />
      ) : null}
    </>
  )
}

function Reasons({ title, reasons, next }: { title: string; reasons: readonly string[]; next?: string }) {
  return (
    <section className="rounded-3 border border-deny bg-deny-soft px-4 py-3 text-s text-deny">
      <h2 className="font-semibold">{title}</h2>
      <ul className="list-disc pl-5">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {next ? <p className="mt-1 text-ink-2">{next}</p> : null}
    </section>
  )
}
