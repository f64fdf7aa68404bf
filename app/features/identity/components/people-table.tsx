import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { TableScroll } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { Role } from '../actor.ts'

type Person = {
  id: string
  code: string
  name: string
  nameLatin: string | null
  accountState: 'active' | 'disabled'
  roles: readonly { role: Role; organisationCode: string }[]
}

/** People with what they are where, each leading to a page of its own. */
export function PeopleTable({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation(['admin', 'common'])
  const language = useLanguage()
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2 align-middle'
  return (
    <TableScroll label={t('people.all')}>
      <table className="w-full min-w-[38rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface`}>
              {t('people.name')}
            </th>
            <th scope="col" className={head}>
              {t('people.code')}
            </th>
            <th scope="col" className={head}>
              {t('people.roles')}
            </th>
            <th scope="col" className={head}>
              {t('people.state')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {people.map(({ id, code, accountState, roles, ...names }) => (
            <tr key={id}>
              <th scope="row" className={`${cell} sticky left-0 bg-surface text-left`}>
                <Link
                  to={paths.adminPerson(code)}
                  className="inline-flex min-h-11 flex-col justify-center font-semibold text-accent"
                >
                  {nameIn(names, language)}
                  <span className="text-xs font-normal text-ink-3">{otherNameIn(names, language)}</span>
                </Link>
              </th>
              <td className={`${cell} font-mono text-xs whitespace-nowrap`}>{code}</td>
              <td className={cell}>
                {roles.length === 0
                  ? t('people.noRole')
                  : roles
                      .map(
                        ({ role, organisationCode }) => `${t(`common:role.${role}`)} · ${organisationCode}`,
                      )
                      .join(', ')}
              </td>
              <td className={cell}>
                <Tag tone={accountState === 'active' ? 'allow' : 'deny'}>
                  {t(`people.stateOf.${accountState}`)}
                </Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
