import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import { firstInstantPast } from '#app/domain/shared/instants.ts'

/** What is wrong with a statutory licence, as the gate judges it; the worst fault first. */
export type LicenceState = 'valid' | 'unverified' | 'review-overdue' | 'expired' | 'not-yet'

export type LicenceRow = {
  readonly typeCode: string
  readonly validFrom: string
  readonly validUntil: string | null
  readonly nextReviewDue: string | null
  readonly verifiedAt: string | null
}

/** How a licence stands at an instant. There is no grace for the state’s licences; a verification counts for a year. */
export function licenceStateOf(licence: LicenceRow, at: string, zone: string): LicenceState {
  if (licence.validFrom > at) return 'not-yet'
  if (licence.validUntil !== null && licence.validUntil <= at) return 'expired'
  if (licence.nextReviewDue !== null && licence.nextReviewDue <= at) return 'review-overdue'
  const { verifiedAt } = licence
  const isFresh =
    verifiedAt !== null &&
    verifiedAt <= at &&
    at < firstInstantPast(verifiedAt, defaultGatePolicy.licenceVerificationMaxDays, zone)
  return isFresh ? 'valid' : 'unverified'
}

const rank: readonly LicenceState[] = ['valid', 'unverified', 'review-overdue', 'expired', 'not-yet']

/** Of several licences of one kind the best one, since the gate needs one that holds. */
export function bestLicences<Row extends LicenceRow>(
  rows: readonly Row[],
  at: string,
  zone: string,
): (Row & { readonly state: LicenceState })[] {
  const best = new Map<string, Row & { state: LicenceState }>()
  for (const row of rows) {
    const read = { ...row, state: licenceStateOf(row, at, zone) }
    const known = best.get(row.typeCode)
    if (!known || rank.indexOf(read.state) < rank.indexOf(known.state)) best.set(row.typeCode, read)
  }
  return [...best.values()]
}
