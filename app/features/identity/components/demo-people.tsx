import { useTranslation } from 'react-i18next'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ChevronRight } from '#app/ui/icons.tsx'
import { Section } from '#app/ui/surface.tsx'
import type { DemoPerson } from '../demo-people.repository.server.ts'
import { demoGroups } from '../demo-people.ts'

type Props = { people: readonly DemoPerson[]; next: string | null }

/** The demonstration's people in groups, each a button that signs in as that person. */
export function DemoPeople({ people, next }: Props) {
  const { t } = useTranslation('identity')
  return (
    <section aria-labelledby="demo-people" className="grid gap-5">
      <div>
        <h2 id="demo-people" className="text-l font-semibold">
          {t('demo.title')}
        </h2>
        <p className="mt-1 max-w-[44em] text-s text-ink-2">{t('demo.intro')}</p>
      </div>
      {demoGroups.map(({ key, codes }) => {
        const group = people.filter(({ code }) => (codes as readonly string[]).includes(code))
        if (group.length === 0) return null
        return (
          <Section key={key} title={t(`demo.group.${key}`)} aside={t('demo.count', { count: group.length })}>
            <ul className="grid gap-2 sm:grid-cols-2">
              {group.map((person) => (
                <li key={person.code}>
                  <DemoPersonButton person={person} next={next} />
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
    </section>
  )
}

function DemoPersonButton({ person, next }: { person: DemoPerson; next: string | null }) {
  const { t } = useTranslation(['identity', 'common'])
  const language = useLanguage()
  const { code, name, nameLatin, role, organisationNameEn, organisationNameZh, more } = person
  const organisation = language === 'en' ? organisationNameEn : organisationNameZh
  return (
    <form method="post" action={paths.signInAsDemoPerson()} className="h-full">
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="next" value={next ?? ''} />
      <button
        type="submit"
        className="flex h-full w-full items-center gap-3 rounded-2 border border-line bg-surface px-3.5 py-3 text-left hover:border-accent hover:bg-accent-soft"
      >
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-semibold">{language === 'en' && nameLatin ? nameLatin : name}</span>
            <span className="font-mono text-xs text-ink-3">{code}</span>
          </span>
          <span className="block text-xs text-ink-2">
            {t(`common:role.${role}`)} · {organisation}
            {more > 0 ? ` · ${t('demo.more', { count: more })}` : ''}
          </span>
          <span className="mt-1 block text-s">{t(`demo.person.${code}`)}</span>
        </span>
        <ChevronRight aria-hidden size={18} className="shrink-0 text-ink-3" />
      </button>
    </form>
  )
}
