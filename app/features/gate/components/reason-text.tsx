import { useTranslation } from 'react-i18next'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import { useFormats } from '#app/i18n/formats.ts'
import type { GateNames } from '../gate-names.repository.server.ts'
import { reasonText } from '../reason-text.ts'

/** A reason in the page's language, its codes and days turned into names and dates. */
export function useReasonText(names: GateNames): (reason: Pick<Reason, 'code' | 'params'>) => string {
  const { t } = useTranslation('gate')
  const { language, list, day: dayOf } = useFormats()
  const day = (text: string) => dayOf(`${text}T00:00:00.000Z`)
  return (reason) => reasonText(reason, { t, language, names, day, list })
}
