const anywhere = 'http://this-site.invalid'

/**
 * The page of this site that a `next` value names, as path with query; null where the value leads elsewhere or names no page to come back to.
 * The browser's own reading decides: `//other.site`, `/\other.site`, `/.//other.site` and `https:/x` all lead away.
 * The pages of signing in are no place to go after it, but for those who only change the language there.
 */
export function sameSitePath(
  value: string | null | undefined,
  { allowsSignIn = false }: { allowsSignIn?: boolean } = {},
): string | null {
  if (!value?.startsWith('/') || value.length > 2_000) return null
  if (!URL.canParse(value, anywhere)) return null
  const url = new URL(value, anywhere)
  if (url.origin !== anywhere || url.username !== '' || url.pathname.startsWith('//')) return null
  if (/^\/sign-out(\/|$)/.test(url.pathname)) return null
  if (!allowsSignIn && /^\/sign-in(\/|$)/.test(url.pathname)) return null
  return `${url.pathname}${url.search}${url.hash}`
}
