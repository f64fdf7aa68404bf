import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, FactList, Lede, Section } from '#app/ui/surface.tsx'
import { ToneIcon } from '#app/ui/verdict.tsx'
import type { AttemptResult } from '../read-result.server.ts'
import { percent, SectionBar } from './section-bar.tsx'
import { UndeliveredNote } from './undelivered-note.tsx'

const textOf = { allow: 'text-allow', warn: 'text-warn', deny: 'text-deny' } as const

/** The result of an attempt: passed or not and by how much, what to do next, section by section, and the receipt. Never a key. */
export function ResultSheet({ result }: { result: AttemptResult }) {
  const { t } = useTranslation(['exams', 'common'])
  const { score, sections } = result
  const isPassed = result.state === 'PASSED'
  const tone = isPassed ? 'allow' : result.state === 'VOIDED' ? 'warn' : 'deny'
  const weak = sections.filter(({ lessons }) => lessons.length > 0)
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className={`flex items-start gap-3 ${textOf[tone]}`}>
        <span className="mt-0.5">
          <ToneIcon tone={tone} size={28} />
        </span>
        <Lede>
          <span className="text-ink">
            {score ? <Answer result={result} /> : t(withoutScore(result.state), { exam: result.examCode })}
          </span>
        </Lede>
      </div>
      {result.stoppedReason ? (
        <p className="text-s break-words text-ink-2">
          {t('result.stoppedReason', { reason: result.stoppedReason })}
        </p>
      ) : null}
      <UndeliveredNote personId={result.candidateId} attemptId={result.attemptId} />
      {score && !isPassed ? <Reasons result={result} /> : null}
      <NextStep result={result} />
      {sections.length > 0 ? (
        <Section title={t('result.sections')} aside={t('result.sectionsAside')}>
          <Card className="grid gap-4">
            {sections.map((section) => (
              <SectionBar key={section.domain} section={section} />
            ))}
          </Card>
        </Section>
      ) : null}
      {weak.length > 0 ? (
        <Section title={t('result.readAgain')}>
          <Card>
            <ul className="grid gap-3">
              {weak.map(({ domain, title, lessons }) => (
                <li key={domain}>
                  <p className="text-s text-ink-3">{title}</p>
                  <ul>
                    {lessons.map((lesson) => (
                      <li key={lesson.slug}>
                        <a
                          href={paths.lesson(result.courseCode, lesson.slug)}
                          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-2"
                        >
                          {lesson.title}
                        </a>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      ) : null}
      <Section title={t('result.receipt')}>
        <Card>
          <Receipt result={result} />
        </Card>
        <p className="mt-2 text-s text-ink-3">{t('result.receiptHelp')}</p>
      </Section>
    </div>
  )
}

function endedBy({ state, finalisedBy }: AttemptResult) {
  if (state === 'VOIDED' || state === 'VOIDED_FOR_CAUSE') return 'receipt.byInvigilator'
  return finalisedBy === 'deadline' ? 'receipt.byDeadline' : 'receipt.byCandidate'
}

function withoutScore(state: AttemptResult['state']) {
  if (state === 'VOIDED') return 'result.voided'
  return state === 'VOIDED_FOR_CAUSE' ? 'result.endedForCause' : 'result.noScore'
}

function Answer({ result: { state, score, title, examCode } }: { result: AttemptResult }) {
  const { t } = useTranslation('exams')
  const values = {
    exam: examCode,
    title,
    percent: percent(score?.permille ?? 0),
    cut: percent(score?.cutPermille ?? 0),
  }
  return <>{state === 'PASSED' ? t('result.passed', values) : t('result.failed', values)}</>
}

/** Why the attempt did not pass: every reason, not only the first. */
function Reasons({ result }: { result: AttemptResult }) {
  const { t } = useTranslation('exams')
  const missed = result.sections.filter(({ passed }) => !passed).length
  return (
    <ul className="grid list-disc gap-1 pl-5 text-s text-ink-2">
      {(result.score?.failedBecause ?? []).map((reason) => (
        <li key={reason}>
          {reason === 'below-cut' ? t('result.because.below-cut') : null}
          {reason === 'section-below-cut' ? t('result.because.section-below-cut', { count: missed }) : null}
          {reason === 'critical-wrong'
            ? t('result.because.critical-wrong', { count: result.score?.criticalWrongCount ?? 0 })
            : null}
        </li>
      ))}
    </ul>
  )
}

function NextStep({ result }: { result: AttemptResult }) {
  const { t } = useTranslation('exams')
  const { moment } = useFormats()
  const { state, retake } = result
  if (state === 'PASSED')
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ButtonLink to={paths.ladder()}>{t('result.toLadder')}</ButtonLink>
        <p className="text-s text-ink-2">{t('result.toLadderHelp')}</p>
      </div>
    )
  const when =
    retake?.state === 'wait' || retake?.state === 'exhausted'
      ? t('result.retakeFrom', { time: moment(retake.from) })
      : retake?.state === 'allowed'
        ? t('result.retakeNow', { count: retake.left })
        : ''
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {retake?.state === 'allowed' ? (
        <ButtonLink to={paths.exam(result.examCode)}>{t('result.toRetake')}</ButtonLink>
      ) : (
        <ButtonLink to={paths.course(result.courseCode)}>{t('result.toCourse')}</ButtonLink>
      )}
      <p className="text-s text-ink-2">{when}</p>
    </div>
  )
}

function Receipt({ result }: { result: AttemptResult }) {
  const { t } = useTranslation(['exams', 'common'])
  const { moment, clock, list } = useFormats()
  const { score, invigilator, place, submittedAt } = result
  const facts = [
    {
      key: 'exam',
      term: t('receipt.exam'),
      value: t('receipt.examValue', { exam: result.examCode, number: result.number }),
    },
    {
      key: 'id',
      term: t('receipt.attempt'),
      value: <code className="text-xs break-all">{result.attemptId}</code>,
    },
    { key: 'mode', term: t('receipt.mode'), value: t(`common:mode.${result.mode}`) },
    ...(invigilator
      ? [
          {
            key: 'invigilator',
            term: t('receipt.invigilator'),
            value: [`${invigilator.name} ${invigilator.code}`, place].filter(Boolean).join(' · '),
          },
        ]
      : []),
    { key: 'started', term: t('receipt.started'), value: moment(result.startedAt) },
    { key: 'deadline', term: t('receipt.deadline'), value: moment(result.deadlineAt) },
    ...(result.extraMinutes > 0
      ? [
          {
            key: 'extra',
            term: t('receipt.extra'),
            value: t('common:minutes', { count: result.extraMinutes }),
          },
        ]
      : []),
    ...(result.pauses.length > 0
      ? [
          {
            key: 'pauses',
            term: t('receipt.pauses'),
            value: list(
              result.pauses.map(({ from, until }) =>
                t('receipt.pause', { from: clock(from), until: clock(until) }),
              ),
            ),
          },
        ]
      : []),
    ...(submittedAt
      ? [
          {
            key: 'ended',
            term: t('receipt.ended'),
            value: t(endedBy(result), {
              time: moment(submittedAt),
            }),
          },
        ]
      : []),
    ...(score
      ? [
          {
            key: 'answered',
            term: t('receipt.answered'),
            value: t('receipt.answeredValue', { answered: score.answeredCount, total: score.itemCount }),
          },
        ]
      : []),
    ...(result.answerHash
      ? [
          {
            key: 'hash',
            term: t('receipt.hash'),
            value: <code className="text-xs break-all">{result.answerHash}</code>,
          },
        ]
      : []),
  ]
  return <FactList facts={facts} />
}
