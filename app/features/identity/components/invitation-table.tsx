import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { Role } from '../actor.ts'
import type { InvitationState } from '../index.server.ts'

type Invitation = {
  id: string
  name: string
  staffCode: string
  phone: string | null
  email: string | null
  role: string
  expiresAt: string
  state: InvitationState
}

const toneOf: Record<InvitationState, Tone> = {
  open: 'super',
  accepted: 'allow',
  withdrawn: 'neutral',
  over: 'warn',
}

/** Whom the organisation has invited, and what became of it. */
export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  const { t } = useTranslation(['identity', 'common'])
  const formats = useFormats()
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2 align-middle'
  return (
    <TableScroll label={t('invite.list')}>
      <table className="w-full min-w-[40rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface`}>
              {t('invite.person')}
            </th>
            <th scope="col" className={head}>
              {t('invite.role')}
            </th>
            <th scope="col" className={head}>
              {t('invite.reach')}
            </th>
            <th scope="col" className={head}>
              {t('invite.state')}
            </th>
            <th scope="col" className={head}>
              <span className="sr-only">{t('invite.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {invitations.map(({ id, name, staffCode, phone, email, role, expiresAt, state }) => (
            <tr key={id}>
              <th scope="row" className={`${cell} sticky left-0 bg-surface text-left`}>
                <span className="block font-semibold">{name}</span>
                <span className="font-mono text-xs font-normal text-ink-3">{staffCode}</span>
              </th>
              <td className={cell}>{t(`common:role.${role as Role}`)}</td>
              <td className={cell}>{phone ?? email}</td>
              <td className={cell}>
                <Tag tone={toneOf[state]}>
                  {t(`invite.stateOf.${state}`, { day: formats.day(expiresAt) })}
                </Tag>
              </td>
              <td className={`${cell} text-right`}>
                {state === 'open' ? (
                  <form method="post" action={paths.withdrawInvitation(id)}>
                    <Button look="quiet" size="small" aria-label={t('invite.withdrawLabel', { name })}>
                      {t('invite.withdraw')}
                    </Button>
                  </form>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
