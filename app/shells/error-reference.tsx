import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'

const RequestIdContext = createContext<string | undefined>(undefined)

/** Gives error pages the id of the request, which the log carries too. */
export const RequestIdProvider = RequestIdContext.Provider

/** The number a person can give to support. Only a page rendered by the server has one. */
export function ErrorReference() {
  const { t } = useTranslation('common')
  const id = useContext(RequestIdContext)
  return id ? <p className="font-mono text-xs text-ink-3">{t('error.requestId', { id })}</p> : null
}
