import type { Role } from '#app/features/identity/actor.ts'
import { paths } from '#app/paths.ts'

/** Somebody of the demonstration for each role, who acts in it right after signing in. */
export const demoPersonOf: Readonly<Record<Role, string>> = {
  engineer: 'E-1004',
  trainer: 'T-2201',
  'provider-manager': 'P-6001',
  'curriculum-author': 'B-5003',
  'item-reviewer': 'B-5004',
  'certification-officer': 'B-5001',
  assessor: 'A-2001',
  invigilator: 'I-2101',
  dispatcher: 'D-7001',
  monitor: 'M-4001',
  regulator: 'G-3001',
  admin: 'S-8001',
}

/** Signs in as one of the demonstration's people, as the button of the sign-in page does, and returns the session's cookie. */
export async function signInAs(url: string, personCode: string): Promise<string> {
  const response = await fetch(`${url}${paths.signInAsDemoPerson()}`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code: personCode }),
    redirect: 'manual',
  })
  const cookie = response.headers.getSetCookie().find((one) => /^session=[^;]+/.test(one))
  if (!cookie) throw new Error(`${personCode} could not sign in: ${response.status} ${await response.text()}`)
  return cookie.split(';')[0] ?? ''
}
