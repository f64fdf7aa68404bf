import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Lede } from '#app/ui/surface.tsx'
import type { TeamPersonPage } from '../read-team-person.server.ts'
import { todayWord } from '../team-words.ts'
import { TodayTags } from './today-tags.tsx'

/** Who it is, and in one sentence what this person may do today. */
export function PersonHead({ page: { person, categories } }: { page: TeamPersonPage }) {
  const { t } = useTranslation('team')
  const { language } = useFormats()
  const outlets = person.outlets.map(({ code, name }) => `${code} ${inLanguage(name, language)}`)
  const otherName = otherNameIn(person, language)
  return (
    <div className="grid gap-2">
      <Link
        to={paths.team()}
        className="inline-flex min-h-11 items-center justify-self-start text-s font-semibold text-accent"
      >
        {t('person.back')}
      </Link>
      <Lede>
        <Answer person={person} categories={categories} />
      </Lede>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-s text-ink-2">
        <span className="font-mono text-ink-3">{person.code}</span>
        {otherName ? <span>{otherName}</span> : null}
        <span>{t(`role.${person.role}`)}</span>
        {person.isSupervisor ? <span>{t('supervisor')}</span> : null}
        <span>{outlets.join(' · ')}</span>
      </p>
      <TodayTags says={person.today} />
      {person.today.map((one) =>
        one.kind === 'supervised' ? (
          <p key={one.typeCode} className="text-s text-ink-2">
            {t('person.supervisedBy', { type: one.typeCode, supervisor: one.supervisor })}
          </p>
        ) : null,
      )}
    </div>
  )
}

function Answer({ person, categories }: Pick<TeamPersonPage, 'person' | 'categories'>) {
  const { t } = useTranslation('team')
  const formats = useFormats()
  const { levels, mayWork, today } = person
  const name = nameIn(person, formats.language)
  if (mayWork) {
    const held = levels.flatMap(({ categoryId, level }) => {
      const category = categories.find((one) => one.categoryId === categoryId)
      return category?.rungs.find((rung) => rung.level === level)?.code ?? []
    })
    return <>{t('person.mayWork', { name, levels: formats.list(held) })}</>
  }
  const supervised = today.flatMap((one) => (one.kind === 'supervised' ? [one.typeCode] : []))
  if (supervised.length > 0)
    return <>{t('person.supervisedOnly', { name, types: formats.list(supervised) })}</>
  const [stopped] = today
  return <>{t('person.stopped', { name, why: stopped ? todayWord(t, stopped).toLowerCase() : '' })}</>
}
