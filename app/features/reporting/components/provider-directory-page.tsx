import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Ladder } from '#app/ui/ladder.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'
import type { DirectoryEntry, ProviderDirectory } from '../read-provider-directory.server.ts'

type Answer = Extract<ProviderDirectory['answer'], { kind: 'found' }>

/** Who may repair this near me: brand and category, level, place; then the workshops that may do it today. */
export function ProviderDirectoryPage({ directory }: { directory: ProviderDirectory }) {
  const { t } = useTranslation('public')
  const { answer, asked } = directory
  const toPage = (page: number) =>
    paths.providers({ ...asked, level: String(asked.level), page: page === 1 ? undefined : String(page) })
  return (
    <div className="mx-auto grid w-full max-w-[48rem] grid-cols-1 gap-6">
      <Lede>
        <Sentence answer={answer} level={asked.level} />
      </Lede>
      <DirectoryForm directory={directory} />
      {answer?.kind === 'found' && answer.total > 0 ? (
        <section aria-label={t('providers.list')} className="grid grid-cols-1 gap-4">
          {answer.scope ? (
            <p className="text-s text-ink-2">
              {t('providers.scope', { level: asked.level, scope: answer.scope })}
            </p>
          ) : null}
          <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
            {answer.entries.map((entry) => (
              <Entry key={entry.outlet} entry={entry} answer={answer} level={asked.level} />
            ))}
          </ul>
          <Paging page={answer.page} pageSize={answer.pageSize} total={answer.total} toPage={toPage} />
        </section>
      ) : null}
      {answer?.kind === 'found' && answer.total === 0 ? (
        <EmptyState title={t('providers.noneTitle')}>
          {t(answer.place === null ? 'providers.noneAnywhere' : 'providers.noneHere')}
        </EmptyState>
      ) : null}
      <p className="text-xs text-ink-3">{t('providers.note')}</p>
    </div>
  )
}

function Sentence({ answer, level }: { answer: ProviderDirectory['answer']; level: number }) {
  const { t } = useTranslation('public')
  if (answer === null) return t('providers.lede')
  if (answer.kind === 'too-many') return t('providers.tooMany')
  const { total: count, brand, category, place } = answer
  const named = { count, brand, category, level }
  return place === null ? t('providers.found', named) : t('providers.foundIn', { ...named, place })
}

function DirectoryForm({ directory: { offers, places, levels, asked } }: { directory: ProviderDirectory }) {
  const { t } = useTranslation('public')
  return (
    <search>
      <form
        method="get"
        action={paths.providers()}
        className="grid gap-4 rounded-3 border border-line bg-surface p-4 sm:grid-cols-2"
      >
        <SelectField
          name="what"
          label={t('providers.what')}
          defaultValue={asked.what}
          required
          className="sm:col-span-2"
        >
          <option value="">{t('providers.choose')}</option>
          {offers.map(({ brand, categories }) => (
            <optgroup key={brand} label={brand}>
              {categories.map(({ value, name }) => (
                <option key={value} value={value}>
                  {brand} · {name}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <SelectField name="level" label={t('providers.level')} defaultValue={asked.level}>
          {levels.map(({ level, label }) => (
            <option key={level} value={level}>
              {label ? t('providers.namedLevel', { level, label }) : t('providers.plainLevel', { level })}
            </option>
          ))}
        </SelectField>
        <SelectField name="place" label={t('providers.place')} defaultValue={asked.place}>
          <option value="">{t('providers.everywhere')}</option>
          {places.map(({ path, name }) => (
            <option key={`${path} ${name}`} value={path}>
              {name}
            </option>
          ))}
        </SelectField>
        <div className="sm:col-span-2">
          <Button>{t('providers.find')}</Button>
        </div>
      </form>
    </search>
  )
}

function Entry({ entry, answer, level }: { entry: DirectoryEntry; answer: Answer; level: number }) {
  const { t } = useTranslation('public')
  const formats = useFormats(answer.zone)
  return (
    <li className="flex items-start gap-4 px-4 py-3">
      <Ladder
        rungs={answer.rungs}
        held={entry.level}
        showNext={false}
        category={answer.category}
        width={34}
      />
      <div className="min-w-0 flex-1">
        <h2 className="text-m font-semibold">{entry.name}</h2>
        <p className="text-s text-ink-2">
          {entry.city} · {entry.provider}
        </p>
        <p className="mt-1 text-s">
          {t('providers.upTo', { level: entry.level })} ·{' '}
          {entry.engineers > 0 ? (
            t('providers.engineers', { count: entry.engineers, level })
          ) : (
            <span className="font-medium text-warn">{t('providers.noEngineer', { level })}</span>
          )}
        </p>
        <p className="mt-1 text-xs text-ink-3">
          {t('providers.certificate', {
            number: entry.certificateNo,
            until: formats.lastDay(entry.validUntil),
          })}
        </p>
      </div>
    </li>
  )
}
