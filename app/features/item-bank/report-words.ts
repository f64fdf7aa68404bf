import type { TFunction } from 'i18next'
import type { ReportedItem } from './import-report.ts'
import type { FileFault, ItemPlace } from './interchange/neutral-item.ts'

/** What is to be said of one item, a sentence each: why it is refused or what it lost, and what it still needs before it can be used. */
export function notesOf(
  t: TFunction<'items'>,
  item: ReportedItem,
): { readonly problems: readonly string[]; readonly needs: readonly string[] } {
  const detailed = (text: string, detail: string) =>
    detail === '' ? text : t('withDetail', { text, detail })
  if (item.refusal)
    return { problems: [detailed(t(`refusal.${item.refusal.code}`), item.refusal.detail)], needs: [] }
  return {
    problems: item.losses.map(({ code, detail }) => detailed(t(`loss.${code}`), detail)),
    needs: item.needs.map((code) => t(`need.${code}`)),
  }
}

/** Why a file was not read, with what exactly and where. */
export function faultText(t: TFunction<'items'>, { code, detail, place }: FileFault): string {
  const text = t(`fault.${code}`)
  const where = place.file === null && place.line === null && place.row === null ? '' : placeText(t, place)
  return [detail, where]
    .filter((part) => part !== '')
    .reduce((sum, part) => t('withDetail', { text: sum, detail: part }), text)
}

/** Where an item stands in its file. */
export function placeText(t: TFunction<'items'>, { file, line, row }: ItemPlace): string {
  if (file !== null) return line === null ? t('place.file', { file }) : t('place.fileLine', { file, line })
  if (row !== null) return t('place.row', { row })
  return line === null ? t('place.none') : t('place.line', { line })
}
