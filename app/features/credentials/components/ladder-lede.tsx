import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import type { CredentialPath, LadderView } from '../read-ladders.server.ts'

/** The page's first line: what may be repaired today and up to which rung, or what stands in the way, or how far away the first one is. */
export function LadderLede({
  ladders,
  nearest,
}: {
  ladders: readonly LadderView[]
  nearest: CredentialPath | null
}) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  const nameOf = (category: LadderView['category']) =>
    formats.inSentence(inLanguage(category.name, formats.language))
  const byLabel = new Map<string, string[]>()
  for (const { held, heldLabel, category } of ladders) {
    if (held === 0) continue
    byLabel.set(heldLabel, [...(byLabel.get(heldLabel) ?? []), nameOf(category)])
  }
  const parts = [...byLabel].map(([label, categories]) =>
    t('ladder.lede.part', { categories: formats.list(categories), label }),
  )
  if (parts.length > 0) return <>{t('ladder.lede.may', { what: formats.list(parts) })}</>
  const suspended = ladders.filter(({ mark }) => mark === 'suspended')
  if (suspended.length > 0) {
    const names = suspended.map(({ category }) => nameOf(category))
    return <>{t('ladder.lede.suspended', { categories: formats.list(names) })}</>
  }
  if (nearest === null) return <>{t('ladder.lede.nothing')}</>
  const left = nearest.steps.filter(({ state }) => state !== 'done').length
  return <>{t('ladder.lede.notYet', { count: left, type: nearest.typeCode })}</>
}
