import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { WatchForm } from '#app/features/exams/components/watch-form.tsx'
import { WatchedAttempt } from '#app/features/exams/components/watched-attempt.tsx'
import { readSession, type WatchAct, watchAttempts } from '#app/features/exams/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Card, EmptyState, Lede, Section } from '#app/ui/surface.tsx'

/** How often the page looks again by itself. */
const lookMs = 15_000

export const handle = { i18n: ['invigilation'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.session.examCode} ${page.session.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['invigilator'], async (ctx, { params }) => {
  const session = await readSession(ctx, requireParam(params, 'session'))
  if (!session) throw new Response(null, { status: 404 })
  return { session, zone: ctx.actor.acting.timeZone }
})

/** Does one thing to one attempt or to all of the session; what was typed stays where it could not be done. */
export const action = forRoles(['invigilator'], async (ctx, { params, request }) => {
  const sessionId = requireParam(params, 'session')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const attempt = text('attempt')
  const values = { act: text('act'), minutes: text('minutes'), reason: text('reason') }
  const act = actOf(values)
  const outcome = act
    ? await watchAttempts(ctx, {
        sessionId,
        attemptId: attempt === 'all' ? null : attempt,
        act,
        reason: values.reason,
      })
    : ({ ok: false, reason: 'act' } as const)
  if (outcome.ok) return redirect(paths.examSession(sessionId))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  return data({ attempt, values, problem: outcome.reason }, { status: 400 })
})

function actOf({ act, minutes }: { act: string; minutes: string }): WatchAct | null {
  switch (act) {
    case 'pause':
    case 'resume':
    case 'note':
    case 'void':
    case 'end-for-cause':
      return { kind: act }
    case 'extra-time':
      return { kind: act, minutes: Number(minutes.normalize('NFKC').trim() || Number.NaN) }
    default:
      return null
  }
}

export default function SessionRoute() {
  const { session, zone } = useLoaderData<typeof loader>()
  const kept = useActionData<typeof action>() ?? null
  const { t } = useTranslation('invigilation')
  const { clock, moment, sentences } = useFormats(zone)
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, lookMs)
    return () => clearInterval(timer)
  }, [revalidate])
  const { attempts, examCode } = session
  const paused = attempts.filter(({ standing }) => standing === 'paused').length
  const running = paused + attempts.filter(({ standing }) => standing === 'running').length
  return (
    <div className="grid grid-cols-1 gap-6">
      <a
        href={paths.invigilate()}
        className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-2"
      >
        {t('watch.back')}
      </a>
      <Lede>
        {attempts.length === 0
          ? t('watch.ledeNobody', { exam: examCode })
          : sentences([
              t('watch.lede', { running, count: attempts.length, exam: examCode }),
              paused > 0 ? t('watch.ledePaused', { count: paused }) : '',
            ])}
      </Lede>
      <p className="text-s text-ink-2">
        {session.place} ·{' '}
        {session.isOpen ? t('watch.until', { time: moment(session.closesAt) }) : t('watch.closed')} ·{' '}
        {t('watch.readAt', { time: clock(session.readAt) })}
      </p>
      {kept ? <FormProblem>{t(`watch.problem.${kept.problem}`)}</FormProblem> : null}
      {running > 0 ? (
        <Section title={t('watch.everybody')} aside={t('watch.everybodyHelp')}>
          <Card>
            <WatchForm
              sessionId={session.id}
              attemptId="all"
              acts={paused === running ? ['resume', 'extra-time'] : ['pause', 'resume', 'extra-time']}
              values={kept?.attempt === 'all' ? kept.values : null}
              problem={kept?.attempt === 'all' ? kept.problem : null}
            />
          </Card>
        </Section>
      ) : null}
      <Section title={t('watch.candidates')} aside={t('watch.noticedHelp')}>
        {attempts.length === 0 ? (
          <EmptyState title={t('session.nobody')} />
        ) : (
          <div className="grid gap-4">
            {attempts.map((attempt) => (
              <WatchedAttempt
                key={attempt.id}
                sessionId={session.id}
                attempt={attempt}
                zone={zone}
                kept={kept}
              />
            ))}
          </div>
        )}
      </Section>
    </div>
  )
}
