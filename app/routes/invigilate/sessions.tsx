import { data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import {
  OpenSessionCard,
  OpenSessionForm,
  PastSessions,
  type SessionProblem,
} from '#app/features/exams/components/session-parts.tsx'
import { readExamSessions } from '#app/features/exams/index.server.ts'
import { takeKeptForm } from '#app/features/identity/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

const problems: readonly SessionProblem[] = [
  'unknown-exam',
  'needs-no-session',
  'place-missing',
  'place-long',
  'hours',
]

export const handle = { i18n: ['invigilation'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['invigilator'], async (ctx, { request }) => {
  const sessions = await readExamSessions(ctx, readListQuery(request))
  const taken = takeKeptForm(ctx, request.headers.get('cookie'), paths.invigilate())
  const typed = taken?.kept.values ?? {}
  const view = {
    title: i18nFor(ctx.language).t('invigilation:session.title'),
    zone: ctx.actor.acting.timeZone,
    sessions,
    problem: problems.find((one) => one === taken?.kept.problem) ?? null,
    values: { exam: typed.exam ?? '', place: typed.place ?? '', hours: typed.hours ?? '4' },
  }
  return data(view, taken ? { headers: { 'set-cookie': taken.setCookie } } : {})
})

export default function SessionsRoute() {
  const { sessions, zone, problem, values } = useLoaderData<typeof loader>()
  const { t } = useTranslation('invigilation')
  const { open, past } = sessions
  const running = open.flatMap(({ attempts }) => attempts).filter(({ isRunning }) => isRunning).length
  return (
    <div className="grid grid-cols-1 gap-6">
      <Lede>
        {open.length === 0 ? t('session.ledeNone') : t('session.lede', { count: open.length })}{' '}
        {open.length === 0 ? '' : t('session.ledeRunning', { count: running })}
      </Lede>
      {problem ? <FormProblem>{t(`session.problem.${problem}`)}</FormProblem> : null}
      {open.length > 0 ? (
        <Section title={t('session.openNow')} aside={t('session.reload')}>
          <div className="grid gap-4">
            {open.map((session) => (
              <OpenSessionCard key={session.id} session={session} zone={zone} />
            ))}
          </div>
        </Section>
      ) : null}
      <Section title={t('session.new')}>
        {sessions.exams.length === 0 ? (
          <EmptyState title={t('session.noExams')} />
        ) : (
          <OpenSessionForm exams={sessions.exams} values={values} problem={problem} />
        )}
      </Section>
      <Section title={t('session.past')} aside={t('session.pastCount', { count: sessions.total })}>
        {past.length === 0 ? (
          <EmptyState title={t('session.pastNone')} />
        ) : (
          <PastSessions sessions={past} zone={zone} />
        )}
        <div className="mt-4">
          <Paging
            page={sessions.page}
            pageSize={sessions.pageSize}
            total={sessions.total}
            toPage={(page) => paths.invigilate({ page: String(page) })}
          />
        </div>
      </Section>
    </div>
  )
}
