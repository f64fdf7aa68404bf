import { toCsv } from '#app/content/spreadsheet-csv.ts'
import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { printedDay } from '#app/domain/shared/instants.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { findTeam, type TeamQuery } from './read-team.server.ts'
import { licenceWord, todayWord } from './team-words.ts'

/** The team as a table for a spreadsheet: everybody who is found, UTF-8 with a byte order mark, in the reader’s language. */
export async function exportTeam(
  ctx: SignedInContext,
  query: Pick<TeamQuery, 'outlet' | 'search'>,
): Promise<string> {
  const { categories, found } = await findTeam(ctx, query)
  const { language } = ctx
  const zone = ctx.actor.acting.timeZone
  const t = i18nFor(language).getFixedT(language, 'team')
  const isSeveralBrands = new Set(categories.map(({ brandCode }) => brandCode)).size > 1
  const columnName = (category: (typeof categories)[number]) =>
    [isSeveralBrands ? inLanguage(category.brandName, language) : '', inLanguage(category.name, language)]
      .filter(Boolean)
      .join(' ')
  const head = [
    t('csv.code'),
    t('csv.name'),
    t('csv.outlets'),
    ...categories.flatMap((category) => [
      columnName(category),
      t('csv.until', { category: columnName(category) }),
    ]),
    t('column.licences'),
    t('column.today'),
  ]
  const rows = found.map((one) => [
    one.code,
    language === 'en' && one.nameLatin ? `${one.name} ${one.nameLatin}` : one.name,
    one.outlets.map(({ code }) => code).join(' '),
    ...categories.flatMap(({ categoryId }) => {
      const level = one.levels.find((held) => held.categoryId === categoryId)
      if (!level?.typeCode || level.state === 'upcoming') return ['', '']
      const isLost = level.state === 'suspended' || level.state === 'ended'
      const until = level.until === null ? '' : printedDay(level.until, zone)
      return [
        isLost
          ? `${level.typeCode} (${level.state === 'suspended' ? t('cell.suspended') : t('cell.ended', { date: until })})`
          : level.typeCode,
        isLost ? '' : until,
      ]
    }),
    one.licences
      .map(({ typeCode, state }) =>
        state === 'valid'
          ? licenceWord(t, typeCode)
          : `${licenceWord(t, typeCode)} (${t(`licenceState.${state}`)})`,
      )
      .join('; '),
    one.today.map((says) => todayWord(t, says)).join('; '),
  ])
  return toCsv([head, ...rows])
}
