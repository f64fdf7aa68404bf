import type { SignedInContext } from '#app/context.server.ts'
import { type AuditEntry, findAuditPage } from './audit.repository.server.ts'

const pageSize = 50

/** What concerns nobody but the account's owner and the admins: when somebody signs in, and what they do with their password. */
const privateActions = ['session.', 'password.']

export type AuditPage = {
  entries: AuditEntry[]
  total: number
  page: number
  pageSize: number
  /** Whether names are left out because of who asks. */
  isMasked: boolean
}

/**
 * One page of the ledger. Admins see everything. Monitors and regulators see who did what by staff code: no name, no phone number, no mail address,
 * also not inside a reason somebody wrote, and nothing of people's sessions and passwords.
 */
export async function readAuditPage(
  ctx: SignedInContext,
  input: { action: string | null; page: number },
): Promise<AuditPage> {
  const isMasked = !ctx.actor.acting.roles.includes('admin')
  const found = await findAuditPage(ctx.db, {
    organisationId: null,
    action: input.action,
    without: isMasked ? privateActions : [],
    page: input.page,
    pageSize,
  })
  return {
    entries: isMasked ? found.entries.map(masked) : found.entries,
    total: found.total,
    page: input.page,
    pageSize,
    isMasked,
  }
}

function masked(entry: AuditEntry): AuditEntry {
  const names = [
    [entry.actorName, entry.actorCode],
    [entry.subjectName, entry.subjectCode],
  ] as const
  const { reason } = entry.details
  return {
    ...entry,
    actorName: null,
    subjectName: null,
    details:
      typeof reason === 'string'
        ? { ...entry.details, reason: withoutPersonalData(reason, names) }
        : entry.details,
  }
}

const mailAddress = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/g
/** Seven digits and more, however they are grouped: a number to call somebody by. */
const phoneNumber = /\+?\d(?:[ ()-]?\d){6,}/g

/** A reason is free text, the one place of an entry where somebody may have written a name or a number. */
function withoutPersonalData(
  text: string,
  names: readonly (readonly [string | null, string | null])[],
): string {
  let rest = text
  for (const [name, code] of names) if (name) rest = rest.replaceAll(name, code ?? '*')
  return rest.replace(mailAddress, '***').replace(phoneNumber, '***')
}
