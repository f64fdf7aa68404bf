import { useTranslation } from 'react-i18next'
import { Card, FactList } from '#app/ui/surface.tsx'
import type { Role } from '../actor.ts'

type Props = {
  invitation: {
    staffCode: string
    phone: string | null
    email: string | null
    role: Role
    outletCode: string | null
  }
  organisation: string
}

/** What somebody is invited as, before accepting. */
export function InvitationFacts({ invitation, organisation }: Props) {
  const { t } = useTranslation(['identity', 'common'])
  const { staffCode, phone, email, role, outletCode } = invitation
  const facts = [
    { key: 'organisation', term: t('invitation.organisation'), value: organisation },
    { key: 'role', term: t('invitation.role'), value: t(`common:role.${role}`) },
    { key: 'outlet', term: t('invitation.outlet'), value: outletCode },
    { key: 'code', term: t('invitation.staffCode'), value: staffCode },
    { key: 'phone', term: t('invitation.phone'), value: phone },
    { key: 'email', term: t('invitation.email'), value: email },
  ]
  return (
    <Card>
      <FactList facts={facts.filter(({ value }) => value !== null)} />
    </Card>
  )
}
