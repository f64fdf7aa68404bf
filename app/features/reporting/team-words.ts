import type { TFunction } from 'i18next'
import type { Today } from './today.ts'

type TeamTexts = TFunction<'team'>

/** Licences with a short everyday name; others are named by their code. */
const namedLicences = ['CN-HEIGHT', 'CN-LV', 'CN-HOT', 'CN-REFRIG'] as const
type NamedLicence = (typeof namedLicences)[number]

function isNamed(code: string): code is NamedLicence {
  return (namedLicences as readonly string[]).includes(code)
}

/** The everyday word for a licence. */
export function licenceWord(t: TeamTexts, code: string): string {
  return isNamed(code) ? t(`licence.${code}`) : code
}

/** What somebody’s day says, in a few words. */
export function todayWord(t: TeamTexts, says: Today): string {
  switch (says.kind) {
    case 'works':
      return t('today.works')
    case 'stopped':
      return t(`today.stopped.${says.why}`)
    case 'supervised':
      return t('today.supervised', { type: says.typeCode })
    case 'licence':
      return isNamed(says.licence)
        ? t(`today.without.${says.licence}`)
        : t('today.withoutOther', { licence: says.licence })
    case 'renew':
      return t('today.renew', { type: says.typeCode })
  }
}
