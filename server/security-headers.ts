import { randomBytes } from 'node:crypto'

/** A fresh nonce: 128 random bits, in letters that need no escaping in a header or an attribute. */
export function newNonce(): string {
  return randomBytes(16).toString('base64url')
}

export type SecurityOptions = {
  /** Where people reach the site; https switches on the headers that only make sense there. */
  readonly publicUrl: string
  /** Development: the page may open the socket over which Vite announces changes. */
  readonly isDevelopment?: boolean
}

/**
 * Gives the security headers of an answer, and those of a built file. Scripts run only with the nonce of the answer and what they load
 * themselves; style elements need it too, style attributes are free because React writes them. Sources: CSP Level 3 and the OWASP
 * secure headers project.
 */
export function securityHeaders({ publicUrl, isDevelopment = false }: SecurityOptions) {
  const isHttps = publicUrl.startsWith('https://')
  const before = "default-src 'self'; script-src 'nonce-"
  const between = "' 'strict-dynamic'; style-src 'self'; style-src-elem 'self' 'nonce-"
  const after = [
    '',
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? ' ws: wss:' : ''}`,
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ')

  const fixed: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  // A page asks for a dozen scripts and styles, and what a page may do says nothing about them: opened by itself, such a file may do nothing at all.
  const forAsset: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
    ...(isHttps ? { 'strict-transport-security': fixed['strict-transport-security'] ?? '' } : {}),
  }
  return {
    forPage: (nonce: string): Record<string, string> => ({
      ...fixed,
      'content-security-policy': `${before}${nonce}${between}${nonce}'${after}`,
    }),
    forAsset,
  }
}
