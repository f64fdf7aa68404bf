import { useFetcher } from '@remix-run/react'
import clsx from 'clsx'
import { type FormEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnowledgeCheckProps } from '#app/content/compiled-lesson.ts'
import { Button } from '#app/ui/button.tsx'
import { Circle, CircleCheck, CircleX, Square, SquareCheck } from '#app/ui/icons.tsx'
import type { AnsweredCheck } from '../answer-check.server.ts'
import { type CheckProblem, type CheckReply, checkElementId, inPlaceField } from './check-reply.ts'

type Props = {
  check: KnowledgeCheckProps
  /** Its place among the checks of the lesson, from 1. */
  number: number
  total: number
  /** The address that judges answers; null for somebody who only looks at the lesson. */
  action: string | null
  answer: AnsweredCheck | undefined
  /** Why the last try was not judged, where the page came back without JavaScript. */
  problem: CheckProblem | 'open' | null
  onAnswered: (checkId: string, answer: AnsweredCheck) => void
}

/**
 * A check inside a lesson. A plain form that the server judges; with JavaScript the answer appears in place. Once answered right it shows the
 * choice and takes no more answers. HTML comes from the guarded content pipeline.
 */
export function KnowledgeCheck({ check, number, total, action, answer, problem, onAnswered }: Props) {
  const { t } = useTranslation('learning')
  const fetcher = useFetcher<CheckReply>({ key: checkElementId(check.id) })
  const reply = fetcher.data
  useEffect(() => {
    if (reply?.ok) onAnswered(check.id, reply.answer)
  }, [reply, check.id, onAnswered])

  const shownProblem = reply ? (reply.ok ? null : reply.problem) : problem
  const isSending = fetcher.state !== 'idle'
  const takesAnswers = action !== null && !answer?.correct

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    form.set(inPlaceField, 'in-place')
    fetcher.submit(form, { method: 'post', action: action ?? '' })
  }

  return (
    <section
      id={checkElementId(check.id)}
      className="my-7 rounded-3 border border-line bg-surface p-4 md:p-5"
    >
      <form method="post" action={action ?? undefined} onSubmit={send}>
        <input type="hidden" name="check" value={check.id} />
        <fieldset>
          <legend className="mb-3 w-full">
            <span className="block text-xs text-ink-3">
              {t('check.number', { number, total })}
              {takesAnswers ? ` · ${t(check.multiple ? 'check.multiple' : 'check.single')}` : null}
            </span>
            <StoredHtml html={check.stemHtml} className="prose check-stem" />
          </legend>
          <div className="grid gap-2.5">
            {check.choices.map((choice) => (
              <ChoiceRow
                key={choice.id}
                choice={choice}
                isMultiple={check.multiple}
                isOpen={takesAnswers}
                answer={answer}
              />
            ))}
          </div>
        </fieldset>
        <div role="status" aria-live="polite">
          {answer ? <Result answer={answer} /> : null}
          {shownProblem ? (
            <p className="mt-3 flex items-start gap-2 text-s font-medium text-deny">
              <CircleX aria-hidden size={18} className="mt-0.5 shrink-0" />
              {shownProblem === 'open' ? t('completion.refused') : t(`check.problem.${shownProblem}`)}
            </p>
          ) : null}
        </div>
        {takesAnswers ? (
          <Button look="quiet" className="no-print mt-3" aria-disabled={isSending || undefined}>
            {t(isSending ? 'check.sending' : answer ? 'check.sendAgain' : 'check.send')}
          </Button>
        ) : null}
      </form>
    </section>
  )
}

type ChoiceRowProps = {
  choice: KnowledgeCheckProps['choices'][number]
  isMultiple: boolean
  isOpen: boolean
  answer: AnsweredCheck | undefined
}

function ChoiceRow({ choice, isMultiple, isOpen, answer }: ChoiceRowProps) {
  const { t } = useTranslation('learning')
  const isChosen = answer?.choices.includes(choice.id) ?? false
  const row = 'flex min-h-11 items-start gap-3 rounded-2 border px-3.5 py-2.5'
  if (isOpen) {
    return (
      <label
        className={clsx(
          row,
          'cursor-pointer border-line-strong has-[:checked]:border-accent has-[:checked]:bg-accent-soft',
        )}
      >
        <input
          type={isMultiple ? 'checkbox' : 'radio'}
          name="choice"
          value={choice.id}
          required={!isMultiple}
          defaultChecked={isChosen}
          className="mt-0.5 size-5 shrink-0 accent-accent"
        />
        <StoredHtml html={choice.html} className="min-w-0" />
      </label>
    )
  }
  const Chosen = isMultiple ? SquareCheck : CircleCheck
  const Other = isMultiple ? Square : Circle
  return (
    <div className={clsx(row, isChosen ? 'border-allow bg-allow-soft' : 'border-line')}>
      {isChosen ? (
        <Chosen aria-hidden size={20} className="mt-0.5 shrink-0 text-allow" />
      ) : (
        <Other aria-hidden size={20} className="mt-0.5 shrink-0 text-ink-3" />
      )}
      <StoredHtml html={choice.html} className="min-w-0" />
      {isChosen ? <span className="sr-only">({t('check.yourChoice')})</span> : null}
    </div>
  )
}

function Result({ answer }: { answer: AnsweredCheck }) {
  const { t } = useTranslation('learning')
  const Icon = answer.correct ? CircleCheck : CircleX
  return (
    <div className={clsx('mt-3 flex items-start gap-2 text-s', answer.correct ? 'text-allow' : 'text-deny')}>
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0" />
      <div className="min-w-0">
        <strong className="font-semibold">{t(answer.correct ? 'check.right' : 'check.wrong')}</strong>
        <StoredHtml html={answer.feedbackHtml} className="check-feedback text-ink" />
        {answer.correct ? null : <p className="mt-1 text-ink-2">{t('check.tryAgain')}</p>}
      </div>
    </div>
  )
}

/** HTML that the content pipeline guarded and rendered (app/content): no other HTML may be put in here. */
function StoredHtml({ html, className }: { html: string; className: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only HTML of the guarded content pipeline comes here
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />
}
