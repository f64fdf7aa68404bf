import { useTranslation } from 'react-i18next'
import { clockText } from '#app/i18n/clock-text.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card, FactList } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { WatchedSession } from '../read-session.server.ts'
import { type WatchActKind, WatchForm, type WatchValues } from './watch-form.tsx'

type Watched = WatchedSession['attempts'][number]

const tones = {
  running: 'super',
  paused: 'warn',
  done: 'neutral',
  void: 'neutral',
  'ended-for-cause': 'deny',
} as const

const actsOf: Record<'running' | 'paused', readonly WatchActKind[]> = {
  running: ['pause', 'extra-time', 'note', 'void', 'end-for-cause'],
  paused: ['resume', 'extra-time', 'note', 'void', 'end-for-cause'],
}

type WatchedAttemptProps = {
  sessionId: string
  attempt: Watched
  zone: string
  kept: { attempt: string; values: WatchValues; problem: string } | null
}

/** One candidate of a session: how far, until when, what the device noticed, what was done, and what can be done. */
export function WatchedAttempt({ sessionId, attempt, zone, kept }: WatchedAttemptProps) {
  const { t } = useTranslation('invigilation')
  const { clock } = useFormats(zone)
  const { standing, events } = attempt
  const isSitting = standing === 'running' || standing === 'paused'
  const own = kept?.attempt === attempt.id ? kept : null
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-semibold">
          {attempt.personName} <span className="font-normal text-ink-3">{attempt.personCode}</span>
        </h3>
        <Tag tone={tones[standing]}>{t(`watch.standing.${standing}`)}</Tag>
        {standing === 'paused' && attempt.pausedAt ? (
          <span className="text-s text-ink-2">
            {t('watch.pausedSince', { time: clock(attempt.pausedAt) })}
          </span>
        ) : null}
      </div>
      <FactList
        facts={[
          {
            key: 'answers',
            term: t('watch.answers'),
            value: t('session.touched', { count: attempt.touched ?? 0, total: attempt.itemCount }),
          },
          {
            key: 'ends',
            term: t(isSitting ? (attempt.leftSeconds === null ? 'watch.ends' : 'watch.left') : 'watch.ended'),
            value:
              attempt.leftSeconds === null
                ? clock(attempt.submittedAt ?? attempt.deadlineAt)
                : clockText(attempt.leftSeconds),
          },
          {
            key: 'seen',
            term: t('watch.lastSeen'),
            value: attempt.lastSeenAt ? clock(attempt.lastSeenAt) : t('watch.never'),
          },
          { key: 'noticed', term: t('watch.noticed'), value: <Noticed attempt={attempt} /> },
        ]}
      />
      {events.length > 0 ? (
        <div>
          <h4 className="text-s font-semibold text-ink-3">{t('watch.record')}</h4>
          <ul className="grid gap-1 text-s break-words">
            {events.map(({ id, kind, at, minutes, reason }) => (
              <li key={id}>
                {t(
                  kind === 'EXTRA_TIME' && reason === ''
                    ? 'watch.event.accommodation'
                    : `watch.event.${kind}`,
                  { time: clock(at), reason, count: minutes ?? 0 },
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {isSitting ? (
        <details open={own !== null}>
          <summary className="min-h-11 cursor-pointer py-2.5 font-semibold text-accent">
            {t('watch.actOn', { name: attempt.personName })}
          </summary>
          <div className="mt-2">
            <WatchForm
              sessionId={sessionId}
              attemptId={attempt.id}
              acts={actsOf[standing]}
              values={own?.values ?? null}
              problem={own?.problem ?? null}
            />
          </div>
        </details>
      ) : null}
    </Card>
  )
}

function Noticed({ attempt }: { attempt: Watched }) {
  const { t } = useTranslation('invigilation')
  const { list } = useFormats()
  const { openedCount, deviceCount, away, offline, lateCount } = attempt
  const parts = [
    openedCount > 0 ? t('watch.opened', { count: openedCount }) : null,
    deviceCount > 1 ? t('watch.devices', { count: deviceCount }) : null,
    away.count > 0 ? t('watch.away', away) : null,
    offline.count > 0 ? t('watch.offline', offline) : null,
    lateCount > 0 ? t('watch.late', { count: lateCount }) : null,
  ].filter((part) => part !== null)
  return <>{parts.length > 0 ? list(parts) : t('watch.nothing')}</>
}
