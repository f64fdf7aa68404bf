import { useTranslation } from 'react-i18next'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem } from '#app/ui/field.tsx'
import type { Role } from '../actor.ts'
import { problemOfForm, type RefusedForm } from '../person-changes.ts'
import { ReasonField } from './reason-field.tsx'

type HeldRole = {
  id: string
  role: Role
  fromAt: string
  untilAt: string | null
  nameEn: string
  nameZh: string
}

type Props = {
  person: { code: string; name: string; nameLatin: string | null }
  roles: readonly HeldRole[]
  isSelf: boolean
  refused: RefusedForm
}

/** The roles in force, each with the way to end it: closed at first, with the effect stated before the reason is asked for. */
export function RolesInForce({ person, roles, isSelf, refused }: Props) {
  const { t } = useTranslation(['admin', 'common'])
  const formats = useFormats()
  if (roles.length === 0) return <p className="text-s text-ink-2">{t('person.noRoles')}</p>
  return (
    <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
      {roles.map((held) => {
        const role = t(`common:role.${held.role}`)
        const organisation = formats.language === 'en' ? held.nameEn : held.nameZh
        const form = `end-${held.id}`
        const problem = problemOfForm(refused, form)
        return (
          <li key={held.id} className="px-4 py-3">
            <p className="text-s font-semibold">
              {role} · {organisation}
            </p>
            <p className="text-xs text-ink-3">{t('person.since', { day: formats.day(held.fromAt) })}</p>
            {isSelf && held.role === 'admin' ? (
              <p className="mt-1 text-xs text-ink-3">{t('person.ownAdmin')}</p>
            ) : (
              <details open={problem !== null} className="mt-1">
                <summary className="inline-flex min-h-11 items-center text-s font-semibold text-accent">
                  {t('person.end')}
                </summary>
                <form
                  id={form}
                  method="post"
                  action={paths.endRole(person.code, held.id)}
                  className="grid gap-4 pb-2"
                >
                  {problem ? <FormProblem>{t(`person.problem.${problem}`)}</FormProblem> : null}
                  <p className="text-s text-ink-2">
                    {t('person.endEffect', { name: nameIn(person, formats.language), role, organisation })}
                  </p>
                  <ReasonField
                    id={`${form}-reason`}
                    value={problem ? refused?.values.reason : undefined}
                    problem={problem}
                  />
                  <Button look="danger" className="justify-self-start">
                    {t('person.endSubmit')}
                  </Button>
                </form>
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Roles that have ended. */
export function EarlierRoles({ roles }: { roles: readonly HeldRole[] }) {
  const { t } = useTranslation(['admin', 'common'])
  const formats = useFormats()
  return (
    <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
      {roles.map(({ id, role, nameEn, nameZh, fromAt, untilAt }) => (
        <li key={id} className="px-4 py-3">
          <p className="text-s">
            {t(`common:role.${role}`)} · {formats.language === 'en' ? nameEn : nameZh}
          </p>
          <p className="text-xs text-ink-3">
            {t('person.span', { from: formats.day(fromAt), until: formats.day(untilAt ?? fromAt) })}
          </p>
        </li>
      ))}
    </ul>
  )
}
