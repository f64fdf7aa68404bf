import { useTranslation } from 'react-i18next'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card, FactList } from '#app/ui/surface.tsx'

type Props = {
  person: {
    code: string
    name: string
    nameLatin: string | null
    phone: string | null
    email: string | null
    language: Language | null
    identityVerifiedAt: string | null
    createdAt: string
  }
}

/** What is on file about a person. */
export function PersonFacts({ person }: Props) {
  const { t } = useTranslation(['admin', 'common'])
  const formats = useFormats()
  const none = t('person.none')
  const { code, name, nameLatin, phone, email, language, identityVerifiedAt, createdAt } = person
  return (
    <Card>
      <FactList
        facts={[
          { key: 'code', term: t('person.code'), value: <span className="font-mono">{code}</span> },
          { key: 'name', term: t('people.name'), value: name },
          { key: 'latin', term: t('person.latin'), value: nameLatin ?? none },
          { key: 'phone', term: t('person.phone'), value: phone ?? none },
          { key: 'email', term: t('person.email'), value: email ?? none },
          {
            key: 'language',
            term: t('person.language'),
            value: language ? t(`common:languageName.${language}`) : none,
          },
          {
            key: 'verified',
            term: t('person.verified'),
            value: identityVerifiedAt ? formats.day(identityVerifiedAt) : none,
          },
          { key: 'joined', term: t('person.joined'), value: formats.day(createdAt) },
        ]}
      />
    </Card>
  )
}
