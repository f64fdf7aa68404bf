import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, EmptyState } from '#app/ui/surface.tsx'
import type { StationView } from '../read-station.server.ts'
import { RefusalList } from './refusal-list.tsx'
import { ResultTag } from './result-tag.tsx'

/** The practicals of one list; a request that the viewer may not take says why. */
export function StationList({ station, zone }: { station: StationView; zone: string }) {
  const { t } = useTranslation('practicals')
  const { list, assessments } = station
  if (assessments.length === 0) {
    return <EmptyState title={t(`empty.${list}`)}>{t(`empty.${list}Text`)}</EmptyState>
  }
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {assessments.map((one) => (
        <li key={one.id}>
          <StationCard assessment={one} zone={zone} />
        </li>
      ))}
    </ul>
  )
}

function StationCard({ assessment, zone }: { assessment: StationView['assessments'][number]; zone: string }) {
  const { t } = useTranslation(['practicals', 'common'])
  const formats = useFormats(zone)
  const { id, candidate, practicalCode, title, minutes, refusals, state } = assessment
  const isOpen = state === 'REQUESTED' || state === 'SCHEDULED' || state === 'IN_PROGRESS'
  const when =
    assessment.scoredAt !== null
      ? t('row.scored', { at: formats.moment(assessment.scoredAt) })
      : assessment.scheduledAt !== null
        ? t('row.scheduled', { at: formats.moment(assessment.scheduledAt), place: assessment.place })
        : t('row.requested', { at: formats.day(assessment.requestedAt) })
  return (
    <Card className="flex h-full flex-col gap-3">
      <div>
        <h3 className="font-semibold">
          <Link to={paths.assessment(id)} className="hover:underline">
            {title}
          </Link>
        </h3>
        <p className="text-s text-ink-3">
          <span className="font-mono">{practicalCode}</span> · {t('common:minutes', { count: minutes })}
        </p>
        <p className="mt-1.5 text-s">
          {candidate.name} <span className="font-mono text-xs text-ink-3">{candidate.code}</span>
        </p>
        <p className="text-s text-ink-2">{when}</p>
      </div>
      {state === 'PASSED' || state === 'REFERRED' || state === 'FAILED' ? (
        <p className="flex items-center gap-2 text-s">
          <ResultTag result={state} /> {(assessment.scorePermille ?? 0) / 10} %
        </p>
      ) : null}
      {refusals.length > 0 ? <RefusalList refusals={refusals} /> : null}
      <div className="mt-auto">
        <ButtonLink
          look={isOpen && refusals.length === 0 ? 'primary' : 'quiet'}
          size="small"
          to={paths.assessment(id)}
        >
          {!isOpen
            ? t('row.read')
            : state === 'REQUESTED'
              ? refusals.length === 0
                ? t('row.take')
                : t('common:show')
              : t('row.score')}
        </ButtonLink>
      </div>
    </Card>
  )
}
