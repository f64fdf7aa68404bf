import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Card, TableScroll } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { ExamSessions } from '../exam-sessions.server.ts'

type OpenSession = ExamSessions['open'][number]

const cell = 'px-4 py-2.5'

/** An open session: the code to read out, until when it opens the exam, and who sits in it. */
export function OpenSessionCard({ session, zone }: { session: OpenSession; zone: string }) {
  const { t } = useTranslation('invigilation')
  const { moment, clock } = useFormats(zone)
  const code = `${session.checkInCode.slice(0, 3)} ${session.checkInCode.slice(3)}`
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold">
            <a
              href={paths.examSession(session.id)}
              className="inline-flex min-h-11 items-center text-accent underline underline-offset-2"
            >
              {session.examCode} {session.title}
            </a>
          </h3>
          <p className="text-s text-ink-2">
            {t('session.placeUntil', { place: session.place, time: moment(session.closesAt) })}
          </p>
        </div>
        <p className="text-right">
          <span className="block text-xs text-ink-3">{t('session.code')}</span>
          <span className="font-mono text-xxl font-bold tracking-wider">{code}</span>
        </p>
      </div>
      {session.attempts.length === 0 ? (
        <p className="text-s text-ink-2">{t('session.nobody')}</p>
      ) : (
        <TableScroll label={t('session.candidates', { exam: session.examCode })}>
          <table className="w-full text-left text-s">
            <thead className="border-b border-line text-ink-3">
              <tr>
                <th scope="col" className={`${cell} font-semibold`}>
                  {t('session.candidate')}
                </th>
                <th scope="col" className={`${cell} font-semibold`}>
                  {t('session.state')}
                </th>
                <th scope="col" className={`${cell} text-right font-semibold`}>
                  {t('session.answers')}
                </th>
                <th scope="col" className={`${cell} font-semibold`}>
                  {t('session.lastSaved')}
                </th>
                <th scope="col" className={`${cell} font-semibold`}>
                  {t('session.deadline')}
                </th>
              </tr>
            </thead>
            <tbody>
              {session.attempts.map((attempt) => (
                <tr key={attempt.id} className="border-b border-line last:border-0">
                  <th scope="row" className={`${cell} font-medium`}>
                    {attempt.personName} <span className="text-ink-3">{attempt.personCode}</span>
                  </th>
                  <td className={cell}>
                    <Tag tone={attempt.isPaused ? 'warn' : attempt.isRunning ? 'super' : 'neutral'}>
                      {t(
                        attempt.isPaused
                          ? 'watch.standing.paused'
                          : attempt.isRunning
                            ? 'session.running'
                            : 'session.done',
                      )}
                    </Tag>
                  </td>
                  <td className={`${cell} text-right`}>
                    {t('session.touched', { count: attempt.touched ?? 0, total: attempt.itemCount })}
                  </td>
                  <td className={cell}>{attempt.lastSavedAt ? clock(attempt.lastSavedAt) : '–'}</td>
                  <td className={cell}>
                    {attempt.isPaused ? '–' : clock(attempt.submittedAt ?? attempt.deadlineAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <form
        method="post"
        action={paths.closeExamSession(session.id)}
        className="flex flex-wrap items-center gap-x-4 gap-y-2"
      >
        <Button look="quiet">{t('session.close')}</Button>
        <p className="text-s text-ink-2">
          {t('session.closeEffect', { count: session.attempts.filter(({ isRunning }) => isRunning).length })}
        </p>
      </form>
    </Card>
  )
}

export type SessionValues = { exam: string; place: string; hours: string }
export type SessionProblem = 'unknown-exam' | 'needs-no-session' | 'place-missing' | 'place-long' | 'hours'

type OpenFormProps = {
  exams: ExamSessions['exams']
  values: SessionValues
  problem: SessionProblem | null
}

const hoursOffered = [1, 2, 3, 4, 6, 8, 12]

/** Exam, place and hours of a new session, with what opening it means. */
export function OpenSessionForm({ exams, values, problem }: OpenFormProps) {
  const { t } = useTranslation(['invigilation', 'common'])
  const errorsOf = (...of: SessionProblem[]) =>
    problem && of.includes(problem) ? [t(`session.problem.${problem}`)] : undefined
  return (
    <Card>
      <form method="post" action={paths.openExamSession()} className="grid gap-4 md:grid-cols-[2fr_2fr_1fr]">
        <SelectField
          name="exam"
          label={t('session.exam')}
          defaultValue={values.exam}
          errors={errorsOf('unknown-exam', 'needs-no-session')}
        >
          {exams.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} {title}
            </option>
          ))}
        </SelectField>
        <TextField
          name="place"
          label={t('session.place')}
          help={t('session.placeHelp')}
          defaultValue={values.place}
          maxLength={160}
          required
          errors={errorsOf('place-missing', 'place-long')}
        />
        <SelectField
          name="hours"
          label={t('session.hours')}
          defaultValue={values.hours}
          errors={errorsOf('hours')}
        >
          {hoursOffered.map((hours) => (
            <option key={hours} value={hours}>
              {t('common:clockHours', { count: hours })}
            </option>
          ))}
        </SelectField>
        <div className="md:col-span-3">
          <p className="mb-3 text-s text-ink-2">{t('session.openEffect')}</p>
          <Button>{t('session.open')}</Button>
        </div>
      </form>
    </Card>
  )
}

/** Sessions that are over. */
export function PastSessions({ sessions, zone }: { sessions: ExamSessions['past']; zone: string }) {
  const { t } = useTranslation('invigilation')
  const { span } = useFormats(zone)
  return (
    <TableScroll label={t('session.past')}>
      <table className="w-full text-left text-s">
        <thead className="border-b border-line text-ink-3">
          <tr>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('session.exam')}
            </th>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('session.place')}
            </th>
            <th scope="col" className={`${cell} font-semibold`}>
              {t('session.time')}
            </th>
            <th scope="col" className={`${cell} text-right font-semibold`}>
              {t('session.attempts')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id} className="border-b border-line last:border-0">
              <th scope="row" className={`${cell} font-medium`}>
                {session.examCode}
              </th>
              <td className={cell}>{session.place}</td>
              <td className={cell}>{span(session.opensAt, session.closedAt ?? session.closesAt)}</td>
              <td className={`${cell} text-right`}>{session.attempts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
