import type { Context } from '#app/context.server.ts'
import { isSecureSite } from './open-session.server.ts'

/** The small cookies of the people pages. None opens anything: a forged one shows its owner a wrong word at most. */

const oneYear = 365 * 24 * 60 * 60
const tenMinutes = 10 * 60
const oneMinute = 60
const longestCookie = 3_500

type CookieOptions = { path: string; maxAge: number }

function cookie(ctx: Context, name: string, value: string, { path, maxAge }: CookieOptions): string {
  const secure = isSecureSite(ctx) ? '; Secure' : ''
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}

/** A choice of language or appearance, kept for a year; null forgets it. */
export function preferenceCookie(ctx: Context, name: 'language' | 'theme', value: string | null): string {
  return cookie(ctx, name, value ?? '', { path: '/', maxAge: value === null ? 0 : oneYear })
}

const nameCookie = 'sign-in-name'

/** Keeps the name somebody typed for the other pages of signing in, away from addresses and logs. */
export function signInNameCookie(ctx: Context, name: string): string {
  return cookie(ctx, nameCookie, encode(name.slice(0, 254)), { path: '/sign-in', maxAge: tenMinutes })
}

/** The name typed a moment ago; empty where there is none. */
export function readSignInName(cookieHeader: string | null): string {
  return decode(readCookie(cookieHeader, nameCookie) ?? '') ?? ''
}

/** A form that was refused by an address without a page of its own: which one, why, and what was typed. Never holds a password. */
export type KeptForm = { form: string; problem: string; values: Record<string, string> }

/** Keeps a refused form for the page it is redirected to, for a minute. What is too long for a cookie is dropped. */
export function keptFormCookie(ctx: Context, path: string, kept: KeptForm): string {
  const whole = encode(JSON.stringify(kept))
  const value = whole.length <= longestCookie ? whole : encode(JSON.stringify({ ...kept, values: {} }))
  return cookie(ctx, 'form', value, { path, maxAge: oneMinute })
}

/** The form kept for this page, and the cookie that forgets it; null where there is none. */
export function takeKeptForm(
  ctx: Context,
  cookieHeader: string | null,
  path: string,
): { kept: KeptForm; setCookie: string } | null {
  const text = decode(readCookie(cookieHeader, 'form') ?? '')
  if (!text) return null
  const kept = parse(text)
  return kept && { kept, setCookie: cookie(ctx, 'form', '', { path, maxAge: 0 }) }
}

/**
 * Makes a session cookie the only one of the answer. The request may have come with a session that is over, for which an emptied cookie was set
 * already; sent after the new one, it would sign the person out again.
 */
export function setSessionCookie(responseHeaders: Headers, setCookie: string): void {
  responseHeaders.delete('set-cookie')
  responseHeaders.append('set-cookie', setCookie)
}

function parse(text: string): KeptForm | null {
  try {
    const found = JSON.parse(text) as Partial<KeptForm> | null
    if (typeof found?.form !== 'string' || typeof found.problem !== 'string') return null
    const values = Object.entries(found.values ?? {}).filter(([, value]) => typeof value === 'string')
    return { form: found.form, problem: found.problem, values: Object.fromEntries(values) }
  } catch {
    return null
  }
}

function readCookie(header: string | null, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url')
}

function decode(value: string): string | null {
  return value === '' ? null : Buffer.from(value, 'base64url').toString('utf8')
}
