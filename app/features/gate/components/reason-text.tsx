import { useTranslation } from 'react-i18next'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import type { GateNames } from '../gate-names.repository.server.ts'

type Params = Reason['params']

/** A reason in the page's language, its codes and days turned into names and dates. */
export function useReasonText(names: GateNames): (reason: Pick<Reason, 'code' | 'params'>) => string {
  const { t } = useTranslation('gate')
  const formats = useFormats()
  const { language } = formats
  const day = (value: string | number | undefined) => {
    const text = String(value ?? '')
    if (text === 'OPEN' || text === '') return t('withoutEnd')
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formats.day(`${text}T00:00:00.000Z`) : text
  }
  const nameIn = (list: GateNames[keyof GateNames], code: string | number | undefined) => {
    const name = list[String(code ?? '')]
    return name ? inLanguage(name, language) : String(code ?? '')
  }
  const level = (value: string | number | undefined) =>
    typeof value === 'number' ? `L${value}` : String(value ?? '')
  const readers: Record<string, (value: string | number | undefined, params: Params) => string> = {
    category: (value) => nameIn(names.categories, value),
    need: (value) => (typeof value === 'number' ? level(value) : nameIn(names.categories, value)),
    have: (value) => (typeof value === 'number' ? level(value) : nameIn(names.categories, value)),
    level,
    cap: level,
    date: day,
    until: day,
    from: day,
    to: day,
    since: day,
    licence: (value) =>
      formats.list(
        String(value ?? '')
          .split(/[,|]\s*/)
          .map((code) => nameIn(names.licences, code)),
      ),
    name: (value) => nameIn(names.credentialTypes, value),
  }
  return ({ code, params }) => {
    const shown: Record<string, string> = {}
    for (const [key, value] of Object.entries(params))
      shown[key] = readers[key]?.(value, params) ?? String(value)
    shown.basis = String((language === 'en' ? params.basisEn : params.basisZh) ?? '')
    if (typeof params.gapCents === 'number') shown.gap = `¥${(params.gapCents / 100).toLocaleString('en')}`
    if (code === 'DATA_MISSING') shown.what = t(`missing.${String(params.what)}` as 'missing.BRAND')
    if (code.startsWith('QRM_') || code.startsWith('ENT_')) {
      shown.need = String(params.need ?? '')
      shown.have = String(params.have ?? '')
    }
    // Which names a text uses differs from code to code; the texts are checked against the codes by a test.
    return t(`reason.${code}` as 'reason.CLS_NO_REQUIREMENT', shown as Record<never, string>)
  }
}
