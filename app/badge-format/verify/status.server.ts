import { StatusListError, statusBitAt } from '../status-bits.server.ts'
import type { CheckTools } from './embedded.server.ts'
import { checkSignatures, type SignedThing } from './signatures.server.ts'
import {
  type Check,
  CheckFailure,
  checkOf,
  failureCheck,
  idOf,
  isJson,
  type Json,
  listOf,
} from './verdict.ts'

/** Checks every status that a credential names, one check each; a credential that names none has nothing to check. */
export async function checkStatuses(credential: Json, tools: CheckTools): Promise<Check[]> {
  const checks: Check[] = []
  for (const entry of listOf(credential.credentialStatus)) {
    try {
      checks.push(await checkStatus(credential, entry, tools))
    } catch (failure) {
      const known =
        failure instanceof StatusListError ? new CheckFailure('status-list', failure.message) : failure
      checks.push(failureCheck('status', known))
    }
  }
  return checks
}

async function checkStatus(credential: Json, entry: unknown, tools: CheckTools): Promise<Check> {
  if (!isJson(entry)) throw new CheckFailure('no-status', 'The status is no object')
  if (entry.type === '1EdTechRevocationList') return checkRevocationList(credential, entry, tools)
  if (entry.type !== 'BitstringStatusListEntry')
    throw new CheckFailure(
      'status-kind',
      `Status by ${String(entry.type)} is not supported, only BitstringStatusListEntry and 1EdTechRevocationList`,
      'not-supported',
    )
  const { statusPurpose: purpose, statusListCredential: url } = entry
  if (typeof purpose !== 'string' || typeof url !== 'string')
    throw new CheckFailure('no-status', 'The status names no list or no purpose')
  if (entry.statusSize !== undefined && Number(entry.statusSize) !== 1)
    throw new CheckFailure('status-size', 'Statuses of more than one bit are not supported', 'not-supported')
  if (!/^\d{1,9}$/.test(String(entry.statusListIndex)))
    throw new CheckFailure('no-status', 'The status has no place in its list')
  const place = Number(entry.statusListIndex)
  if (!(await isMarked(credential, { url, purpose, place }, tools)))
    return checkOf(
      'status',
      'pass',
      `not-${wordOf(purpose)}`,
      `Not marked in the list for ${purpose} at ${url}`,
    )
  if (purpose !== 'revocation' && purpose !== 'suspension')
    return checkOf(
      'status',
      'pass',
      'note',
      `Marked in the list for ${purpose}, which says nothing against it`,
    )
  const word = (await isRevokedToo(credential, { url, purpose, place }, tools)) ? 'revoked' : wordOf(purpose)
  return checkOf('status', 'fail', word, `The badge is ${word}, by the list at ${url}`)
}

type Place = { readonly url: string; readonly purpose: string; readonly place: number }

/**
 * Badges of Tiergate name the list for suspension, in which those that were revoked are marked too; the list for revocation stands beside it, with the same places.
 */
async function isRevokedToo(
  credential: Json,
  { url, purpose, place }: Place,
  tools: CheckTools,
): Promise<boolean> {
  if (purpose !== 'suspension' || !url.includes('/status/suspension/')) return false
  const beside = {
    url: url.replace('/status/suspension/', '/status/revocation/'),
    purpose: 'revocation',
    place,
  }
  return isMarked(credential, beside, tools).catch(() => false)
}

async function isMarked(
  credential: Json,
  { url, purpose, place }: Place,
  tools: CheckTools,
): Promise<boolean> {
  const found = await tools.find(url)
  const list: SignedThing = typeof found === 'string' ? { jwt: found.trim() } : { json: found as Json }
  const { credential: listed, checks } = await checkSignatures(list, tools)
  const wrong = checks.find(({ result }) => result !== 'pass')
  if (wrong && wrong.result !== 'pass')
    throw new CheckFailure(
      'status-list',
      `The status list at ${url} is not to be trusted: ${wrong.detail}`,
      wrong.result,
    )
  if (!listed || idOf(listed.issuer) !== idOf(credential.issuer))
    throw new CheckFailure('status-list', `The status list at ${url} is of another issuer`)
  const subject = listed.credentialSubject
  if (
    !listOf(listed.type).includes('BitstringStatusListCredential') ||
    !isJson(subject) ||
    subject.type !== 'BitstringStatusList' ||
    typeof subject.encodedList !== 'string'
  )
    throw new CheckFailure('status-list', `There is no status list at ${url}`)
  if (typeof listed.id === 'string' && listed.id !== url)
    throw new CheckFailure('status-list', `The status list at ${url} is another one (${listed.id})`)
  if (!listOf(subject.statusPurpose).includes(purpose))
    throw new CheckFailure('status-list', `The list at ${url} is not for ${purpose}`)
  return statusBitAt(subject.encodedList, place)
}

/** The plain list of 1EdTech: the ids of what was revoked, believed because it comes from its own address. */
async function checkRevocationList(credential: Json, entry: Json, { find }: CheckTools): Promise<Check> {
  const url = String(entry.id ?? '')
  const document = await find(url)
  if (!isJson(document) || !Array.isArray(document.revokedCredential))
    throw new CheckFailure('status-list', `There is no revocation list at ${url}`)
  if (document.issuer !== undefined && idOf(document.issuer) !== idOf(credential.issuer))
    throw new CheckFailure('status-list', `The revocation list at ${url} is of another issuer`)
  const revoked = document.revokedCredential
    .filter(isJson)
    .find((one) => one.id === credential.id && one.revoked !== false)
  if (!revoked) return checkOf('status', 'pass', 'not-revoked', `Not in the revocation list at ${url}`)
  const reason = typeof revoked.revocationReason === 'string' ? `: ${revoked.revocationReason}` : ''
  return checkOf('status', 'fail', 'revoked', `The badge is revoked, by the list at ${url}${reason}`)
}

function wordOf(purpose: string): string {
  return { revocation: 'revoked', suspension: 'suspended' }[purpose] ?? purpose
}
