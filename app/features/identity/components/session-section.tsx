import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { MonitorSmartphone } from '#app/ui/icons.tsx'
import { Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import { deviceName } from '../device-name.ts'
import type { OwnSession } from '../index.server.ts'

/** Where one is signed in, each device with its way out. */
export function SessionSection({ sessions }: { sessions: readonly OwnSession[] }) {
  const { t } = useTranslation('identity')
  const formats = useFormats()
  return (
    <Section title={t('account.sessions')}>
      <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
        {sessions.map(({ id, userAgent, address, createdAt, lastSeenAt, isThisOne }) => {
          const device = deviceName(userAgent) ?? t('account.unknownDevice')
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
              <MonitorSmartphone aria-hidden size={20} className="shrink-0 text-ink-3" />
              <div className="min-w-40 flex-1">
                <p className="text-s font-semibold">{device}</p>
                <p className="text-xs text-ink-3">
                  {t('account.lastSeen', { moment: formats.moment(lastSeenAt) })}
                  <br />
                  {t('account.since', { moment: formats.moment(createdAt) })}
                  {address ? ` · ${address}` : ''}
                </p>
              </div>
              {isThisOne ? (
                <div className="flex flex-wrap items-center gap-2">
                  <Tag tone="allow">{t('account.thisDevice')}</Tag>
                  <form method="post" action={paths.signOut()}>
                    <Button look="quiet" size="small">
                      {t('account.signOutHere')}
                    </Button>
                  </form>
                </div>
              ) : (
                <form method="post" action={paths.revokeSession(id)}>
                  <Button look="quiet" size="small" aria-label={t('account.revokeLabel', { device })}>
                    {t('account.revoke')}
                  </Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
