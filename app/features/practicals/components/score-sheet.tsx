import clsx from 'clsx'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type RubricStation,
  type RubricStep,
  type StepOutcome,
  stepsOf,
} from '#app/domain/practical/rubric.ts'
import type { ScoringGap } from '#app/domain/practical/score-practical.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Card, ProgressBar } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { AssessmentView } from '../read-station.server.ts'
import { fieldsOf, readScoreForm, type TypedScores } from '../score-form.ts'

const outcomes: readonly StepOutcome[] = ['done', 'partly', 'not-done']

type ScoreSheetProps = {
  assessment: AssessmentView
  /** What was typed, when the sheet comes back incomplete. */
  typed?: TypedScores | undefined
  gaps?: readonly ScoringGap[] | undefined
}

/** The rubric as a form for a phone: a station after the other, three large choices a step. The running score needs JavaScript, the form does not. */
export function ScoreSheet({ assessment, typed = {}, gaps = [] }: ScoreSheetProps) {
  const { t } = useTranslation('practicals')
  const language = useLanguage()
  const { rubric, repeats } = assessment
  const stations = rubric.stations.filter(({ id }) => repeats === null || repeats.includes(id))
  const [scores, setScores] = useState<TypedScores>(typed)
  const follow = (event: FormEvent<HTMLFormElement>) =>
    setScores(readScoreForm(new FormData(event.currentTarget)))
  return (
    <form
      method="post"
      action={paths.scoreAssessment(assessment.id)}
      onChange={follow}
      className="grid gap-5"
    >
      {repeats === null ? null : <p className="text-s text-ink-2">{t('sheet.repeats')}</p>}
      {stations.map((station) => (
        <section key={station.id} aria-labelledby={`station-${station.id}`}>
          <h2 id={`station-${station.id}`} className="mb-2.5 text-[1.0625rem] font-semibold">
            {inLanguage(station.titles, language)}
          </h2>
          <ol className="grid gap-3">
            {station.steps.map((step) => (
              <li key={step.id}>
                <StepFields
                  step={step}
                  typed={typed[step.id]}
                  gap={gaps.find((gap) => gap.stepId === step.id && gap.kind !== 'unknown-step')}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <RunningScore stations={stations} scores={scores} />
      <div>
        <p className="mb-3 text-s text-ink-2">
          {t('sheet.effect', { pass: rubric.passPermille / 10, refer: rubric.referPermille / 10 })}
        </p>
        <Button>{t('sheet.submit')}</Button>
      </div>
    </form>
  )
}

type StepFieldsProps = {
  step: RubricStep
  typed: TypedScores[string] | undefined
  gap: ScoringGap | undefined
}

function StepFields({ step, typed, gap }: StepFieldsProps) {
  const { t } = useTranslation('practicals')
  const language = useLanguage()
  const fields = fieldsOf(step.id)
  const problem = gap?.kind === 'not-scored' ? t('problem.not-scored') : undefined
  return (
    <Card className={clsx(step.critical && 'border-l-4 border-l-deny')}>
      <fieldset aria-describedby={problem ? `${fields.outcome}-error` : undefined}>
        <legend className="mb-2 text-s font-semibold">{inLanguage(step.text, language)}</legend>
        <p className="mb-2.5 flex flex-wrap items-center gap-2 text-xs text-ink-3">
          {step.critical ? <Tag tone="deny">{t('sheet.critical')}</Tag> : null}
          {t('sheet.weight', { weight: step.weight })}
          {step.critical ? <span>{t('sheet.criticalNote')}</span> : null}
        </p>
        <div className="grid grid-cols-3 gap-2">
          {outcomes.map((outcome) => (
            <label
              key={outcome}
              className="flex min-h-12 cursor-pointer items-center justify-center gap-1.5 rounded-2 border border-line-strong px-1 text-center text-s font-semibold has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-3 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name={fields.outcome}
                value={outcome}
                defaultChecked={typed?.outcome === outcome}
                className="size-4 shrink-0 accent-accent"
              />
              {t(`sheet.outcome.${outcome}`)}
            </label>
          ))}
        </div>
        {problem ? (
          <p id={`${fields.outcome}-error`} className="mt-1.5 text-s font-medium text-deny">
            {problem}
          </p>
        ) : null}
        <TextField
          className="mt-3"
          name={fields.note}
          label={step.evidence === 'reading' ? t('sheet.reading') : t('sheet.note')}
          help={step.evidence === 'none' ? undefined : t(`sheet.${step.evidence}Help`)}
          defaultValue={typed?.note ?? ''}
          maxLength={1000}
          errors={gap?.kind === 'note-missing' ? [t('problem.note-missing')] : undefined}
        />
      </fieldset>
    </Card>
  )
}

const shares: Record<StepOutcome, number> = { done: 1, partly: 0.5, 'not-done': 0 }

function RunningScore({ stations, scores }: { stations: readonly RubricStation[]; scores: TypedScores }) {
  const { t } = useTranslation('practicals')
  const steps = stepsOf({ stations })
  const scored = steps.filter(({ id }) => scores[id]?.outcome)
  const possible = steps.reduce((sum, { weight }) => sum + weight, 0)
  const earned = scored.reduce(
    (sum, { id, weight }) => sum + weight * shares[scores[id]?.outcome ?? 'not-done'],
    0,
  )
  const permille = possible === 0 ? 0 : Math.floor((earned * 1000) / possible)
  const hasStopped = scored.some(({ id, critical }) => critical && scores[id]?.outcome !== 'done')
  const text = t('sheet.running', { done: scored.length, total: steps.length, score: permille / 10 })
  return (
    <div className="sticky bottom-0 -mx-1 rounded-3 border border-line bg-surface p-3 shadow-(--shadow)">
      <p aria-live="polite" className="mb-2 text-s font-semibold">
        {text}
        {hasStopped ? <span className="block text-deny">{t('sheet.runningStopped')}</span> : null}
      </p>
      <ProgressBar permille={permille} label={text} />
    </div>
  )
}
