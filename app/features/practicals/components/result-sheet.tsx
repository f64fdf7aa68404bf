import { useTranslation } from 'react-i18next'
import { type RubricStation, stepsOf } from '#app/domain/practical/rubric.ts'
import type { PracticalScore } from '#app/domain/practical/score-practical.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { Card, Section } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { AssessmentView } from '../read-station.server.ts'
import { ResultTag } from './result-tag.tsx'

const toneOf: Record<'done' | 'partly' | 'not-done', Tone> = {
  done: 'allow',
  partly: 'warn',
  'not-done': 'deny',
}

type ResultSheetProps = { assessment: AssessmentView; result: PracticalScore }

/** What was scored, a station after the other; nothing can be changed. */
export function ResultSheet({ assessment, result }: ResultSheetProps) {
  const { t } = useTranslation('practicals')
  const language = useLanguage()
  return (
    <div className="grid gap-5">
      <p className="flex items-center gap-3">
        <ResultTag result={result.result} />
        <span className="font-semibold">{result.permille / 10} %</span>
      </p>
      {assessment.rubric.stations.map((station) => {
        const score = result.stations.find(({ id }) => id === station.id)
        return (
          <Section
            key={station.id}
            title={inLanguage(station.titles, language)}
            aside={t('sheet.stationScore', { score: (score?.permille ?? 0) / 10 })}
          >
            <Steps station={station} scores={assessment.scores} />
          </Section>
        )
      })}
    </div>
  )
}

function Steps({ station, scores }: { station: RubricStation; scores: AssessmentView['scores'] }) {
  const { t } = useTranslation('practicals')
  const language = useLanguage()
  return (
    <Card>
      <ul className="grid gap-3">
        {stepsOf({ stations: [station] }).map(({ id, text, critical }) => {
          const score = scores[id]
          return (
            <li
              key={id}
              className="grid gap-1 border-line not-last:border-b not-last:pb-3 sm:grid-cols-[1fr_auto] sm:gap-4"
            >
              <div>
                <p className="text-s">{inLanguage(text, language)}</p>
                {critical ? <p className="text-xs font-semibold text-deny">{t('sheet.critical')}</p> : null}
                {score && score.note !== '' ? <p className="text-s text-ink-2">{score.note}</p> : null}
              </div>
              <div>
                {score ? (
                  <Tag tone={toneOf[score.outcome]}>{t(`sheet.outcome.${score.outcome}`)}</Tag>
                ) : (
                  <span className="text-xs text-ink-3">{t('sheet.notScored')}</span>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
