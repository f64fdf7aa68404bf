/** Where a link of a lesson leads. */
export type LinkTarget =
  | { readonly kind: 'outside'; readonly href: string }
  | { readonly kind: 'heading'; readonly fragment: string }
  | { readonly kind: 'lesson'; readonly slug: string; readonly fragment: string | null }

export type LinkVerdict =
  | { readonly ok: true; readonly target: LinkTarget }
  | { readonly ok: false; readonly message: string }

const wayOut =
  'Use https:, mailto:, tel:, a heading of this lesson (#s2) or another lesson of this course (../02-slug).'

/**
 * Judges the address of a link after Markdown has decoded its entities. Browsers drop tabs, line breaks and leading
 * control characters before they read a scheme (URL Standard, 4.4), so any white space or control character is refused
 * first; then only three schemes and addresses inside the course remain.
 */
export function judgeLink(url: string): LinkVerdict {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are refused
  if (/[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]/.test(url)) {
    return {
      ok: false,
      message: `The link address holds white space, a backslash or a hidden character. ${wayOut}`,
    }
  }
  if (url === '') return { ok: false, message: `The link has no address. ${wayOut}` }

  const scheme = /^([^/?#]*?):/.exec(url)?.[1]
  if (scheme !== undefined) return judgeScheme(url, scheme)

  const fragment = /^#(s[1-9]\d{0,2})$/.exec(url)
  if (fragment?.[1]) return { ok: true, target: { kind: 'heading', fragment: fragment[1] } }

  const lesson = /^\.\.\/([0-9]{2}-[a-z0-9-]+)(?:#(s[1-9]\d{0,2}))?$/.exec(url)
  if (lesson?.[1])
    return { ok: true, target: { kind: 'lesson', slug: lesson[1], fragment: lesson[2] ?? null } }

  return { ok: false, message: `The link "${url.slice(0, 80)}" leads nowhere inside this course. ${wayOut}` }
}

function judgeScheme(url: string, scheme: string): LinkVerdict {
  const name = scheme.toLowerCase()
  const refused = {
    ok: false,
    message: `The link scheme "${scheme.slice(0, 40)}:" is not allowed. ${wayOut}`,
  } as const
  if (name === 'tel') {
    const message = 'A tel: link holds only digits, + and hyphens, such as tel:+86-400-000-0000.'
    return /^tel:\+?[0-9-]{3,20}$/i.test(url)
      ? { ok: true, target: { kind: 'outside', href: url } }
      : { ok: false, message }
  }
  if (name === 'mailto') {
    const message = 'A mailto: link holds one address and nothing else, such as mailto:help@example.com.'
    const isAddress = /^mailto:[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+$/i.test(url)
    return isAddress ? { ok: true, target: { kind: 'outside', href: url } } : { ok: false, message }
  }
  if (name !== 'https') return refused
  if (!/^https:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    return {
      ok: false,
      message: `"${url.slice(0, 80)}" is not a complete https:// address. Write it in full.`,
    }
  }
  const { username, password } = new URL(url)
  if (username !== '' || password !== '') {
    return {
      ok: false,
      message: 'A link with a name or password before the host misleads readers. Remove the part up to "@".',
    }
  }
  return { ok: true, target: { kind: 'outside', href: url } }
}
