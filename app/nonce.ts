import { createContext, useContext } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

/** Gives the page its Content-Security-Policy nonce while the server renders; the browser needs none. */
export const NonceProvider = NonceContext.Provider

/** The nonce of this rendering, undefined in the browser. */
export function useNonce(): string | undefined {
  return useContext(NonceContext)
}
