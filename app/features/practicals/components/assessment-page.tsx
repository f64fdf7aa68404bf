import { useTranslation } from 'react-i18next'
import type { AssessorReason } from '#app/domain/practical/assessor-guards.ts'
import { stepsOf } from '#app/domain/practical/rubric.ts'
import type { ScoringGap } from '#app/domain/practical/score-practical.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Card, FactList, Lede } from '#app/ui/surface.tsx'
import type { AssessmentView } from '../read-station.server.ts'
import type { TypedScores } from '../score-form.ts'
import { RefusalList } from './refusal-list.tsx'
import { ResultSheet } from './result-sheet.tsx'
import { ScoreSheet } from './score-sheet.tsx'
import { TakeForm, type TakeProblem, type TakeValues } from './take-form.tsx'

/** What came back from a form that could not be accepted. */
export type Answered = {
  problem?: 'taken-already' | 'scored-already' | 'not-yours' | 'refused' | 'form' | undefined
  refusals?: readonly AssessorReason[] | undefined
  take?: { values: TakeValues; problems: { place?: TakeProblem; time?: TakeProblem } } | undefined
  sheet?: { typed: TypedScores; gaps: readonly ScoringGap[] } | undefined
}

type AssessmentPageProps = {
  assessment: AssessmentView
  zone: string
  suggestedAt: string
  answered?: Answered | undefined
}

/** One practical: to be taken, to be scored, or as it was scored. */
export function AssessmentPage({ assessment, zone, suggestedAt, answered = {} }: AssessmentPageProps) {
  const { t } = useTranslation('practicals')
  const { result, state, isMine, refusals } = assessment
  const canScore = isMine && refusals.length === 0 && (state === 'SCHEDULED' || state === 'IN_PROGRESS')
  const gaps = answered.sheet?.gaps ?? []
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        <Answer assessment={assessment} />
      </Lede>
      {gaps.length > 0 ? <FormProblem>{t('problem.gaps', { count: gaps.length })}</FormProblem> : null}
      {answered.problem ? <FormProblem>{t(`problem.${answered.problem}`)}</FormProblem> : null}
      <Facts assessment={assessment} zone={zone} />
      {result === null && refusals.length > 0 ? <RefusalList refusals={refusals} /> : null}
      {state === 'REQUESTED' && refusals.length === 0 ? (
        <TakeForm
          assessmentId={assessment.id}
          suggestedAt={suggestedAt}
          zone={zone}
          values={answered.take?.values}
          problems={answered.take?.problems}
        />
      ) : null}
      {canScore ? <ScoreSheet assessment={assessment} typed={answered.sheet?.typed} gaps={gaps} /> : null}
      {result ? <ResultSheet assessment={assessment} result={result} /> : null}
    </div>
  )
}

function Answer({ assessment }: { assessment: AssessmentView }) {
  const { t } = useTranslation('practicals')
  const { language } = useFormats()
  const { candidate, rubric, repeats, result, state, isMine, assessor } = assessment
  const named = { name: nameIn(candidate, language), title: inLanguage(rubric.titles, language) }
  if (result) {
    return (
      <>
        {t('sheet.ledeResult', {
          ...named,
          score: result.permille / 10,
          result: t(`result.${result.result}`),
        })}
      </>
    )
  }
  if (state === 'REQUESTED') return <>{t('sheet.ledeTake', named)}</>
  if (!isMine) return <>{t('sheet.ledeOther', { ...named, assessor: assessor?.name ?? '' })}</>
  const stations = rubric.stations.filter(({ id }) => repeats === null || repeats.includes(id))
  return <>{t('sheet.ledeScore', { ...named, count: stepsOf({ stations }).length })}</>
}

function Facts({ assessment, zone }: { assessment: AssessmentView; zone: string }) {
  const { t } = useTranslation(['practicals', 'common'])
  const formats = useFormats(zone)
  const { candidate, assessor, rubric, practicalCode, scheduledAt, scoredAt, place } = assessment
  const when = scoredAt ?? scheduledAt
  return (
    <Card>
      <FactList
        facts={[
          {
            key: 'candidate',
            term: t('fact.candidate'),
            value: (
              <>
                <b>{nameIn(candidate, formats.language)}</b> {otherNameIn(candidate, formats.language)}{' '}
                <span className="font-mono text-xs">{candidate.code}</span>
              </>
            ),
          },
          ...(assessor ? [{ key: 'assessor', term: t('fact.assessor'), value: assessor.name }] : []),
          ...(when ? [{ key: 'when', term: t('fact.when'), value: formats.moment(when) }] : []),
          ...(place ? [{ key: 'where', term: t('fact.where'), value: place }] : []),
          { key: 'requested', term: t('fact.requested'), value: formats.moment(assessment.requestedAt) },
          {
            key: 'minutes',
            term: t('fact.minutes'),
            value: (
              <>
                {t('common:minutes', { count: rubric.minutes })} ·{' '}
                <span className="font-mono">{practicalCode}</span>
              </>
            ),
          },
          {
            key: 'lines',
            term: t('fact.lines'),
            value: t('fact.linesValue', { pass: rubric.passPermille / 10, refer: rubric.referPermille / 10 }),
          },
          {
            key: 'equipment',
            term: t('fact.equipment'),
            value: inLanguage(rubric.equipment, formats.language),
          },
        ]}
      />
    </Card>
  )
}
