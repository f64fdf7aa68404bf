/** How a sign-in name is stored and looked up: mail in lower case, phone with country code and digits only, staff code in upper case. */
export function normaliseSignInName(typed: string): string {
  const text = typed.normalize('NFKC').trim()
  if (text.includes('@')) return text.toLowerCase()
  return normalisePhone(text) ?? text.toUpperCase()
}

/** `+86 138 0013-8000` and `13800138000` become `+8613800138000`; null where the text is no phone number. */
export function normalisePhone(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s().-]/g, '')
  if (/^1[3-9]\d{9}$/.test(text)) return `+86${text}`
  if (/^\+\d{7,15}$/.test(text)) return text
  if (/^00\d{7,15}$/.test(text)) return `+${text.slice(2)}`
  return null
}

/** A mail address in the form it is stored, or null where it is none. */
export function normaliseEmail(typed: string): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254 ? text : null
}

/** Whether a text is a staff code as it is stored: 3 to 20 capital letters, digits and hyphens. */
export function isStaffCode(text: string): boolean {
  return /^[A-Z0-9][A-Z0-9-]{2,19}$/.test(text)
}
