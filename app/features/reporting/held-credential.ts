import type { CredentialEvent, EvidenceMode, Grant } from '#app/domain/credential/credential.ts'
import { evidenceMeets } from '#app/domain/credential/credential.ts'
import {
  type CredentialStatus,
  deriveRecordStatus,
  type StatusReading,
} from '#app/domain/credential/derived-status.ts'
import { eventOf, type StoredEvent } from '#app/domain/credential/stored-event.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { addDays, daysBetween } from '#app/domain/shared/instants.ts'
import type { RecencyBook } from '#app/features/credentials/index.server.ts'

/** A credential as it is stored, with the facts of its type. */
export type CredentialRow = {
  readonly id: string
  readonly number: string
  readonly publicSlug: string
  readonly personId: string
  readonly supersedesId: string | null
  readonly validFrom: string
  readonly validUntil: string
  readonly evidenceMode: EvidenceMode
  readonly recordedAt: string
  readonly typeCode: string
  readonly kind: 'LEVEL' | 'COMPOSITE' | 'ENDORSEMENT'
  readonly nameEn: string
  readonly nameZh: string
  readonly grantsJson: string
  readonly endorsementsJson: string
  readonly windowDays: number
  readonly workingGraceDays: number
  readonly adminGraceDays: number
  readonly recencyMaxGapDays: number | null
  readonly isSafetyCritical: 0 | 1
  readonly requiredEvidenceMode: EvidenceMode
  readonly brandId: string
  readonly brandCode: string
  readonly brandEn: string
  readonly brandZh: string
  readonly timeZone: string
}

/** A credential as it stands at an instant. */
export type HeldCredential = {
  readonly id: string
  readonly number: string
  readonly publicSlug: string
  readonly typeCode: string
  readonly kind: CredentialRow['kind']
  readonly name: Bilingual
  readonly brandId: string
  readonly brandCode: string
  readonly brandName: Bilingual
  readonly zone: string
  readonly status: CredentialStatus
  /** Whether it lets somebody work now: the status grants it, and the evidence is as strong as the type demands. */
  readonly grantsWork: boolean
  readonly grants: readonly Grant[]
  readonly validFrom: string
  /** Exclusive end of the printed validity. */
  readonly validUntil: string
  /** Exclusive end of the right to work by what is known now: the validity, or the end of the working grace once in it. */
  readonly worksUntil: string
  /** Calendar days until the last day on which it lets somebody work; negative when that has passed. */
  readonly daysLeft: number
  /** Whether renewal is open or overdue. */
  readonly isRenewable: boolean
}

/**
 * Derives how credentials stand at an instant. A record that names another as its predecessor replaces it from its own validFrom. The time since
 * the last job counts where the brand delivers its work log, as it does at the gate; elsewhere that only says so.
 */
export function readHeldCredentials(
  rows: readonly CredentialRow[],
  eventsOf: ReadonlyMap<string, readonly StoredEvent[]>,
  at: string,
  book: Pick<RecencyBook, 'counts' | 'eventsFor'>,
): HeldCredential[] {
  const successors = new Map(
    rows.flatMap((row) => (row.supersedesId === null ? [] : [[row.supersedesId, row]])),
  )
  return rows.flatMap((row): HeldCredential[] => {
    const events: CredentialEvent[] = (eventsOf.get(row.id) ?? []).map((event) => eventOf(event, row))
    const successor = successors.get(row.id)
    if (successor)
      events.push({ kind: 'SUPERSEDED', effectiveAt: successor.validFrom, recordedAt: successor.recordedAt })
    const type = typeOf(row, book.counts(row.brandId))
    if (type.recencyMaxGapDays !== null)
      events.push(
        ...book.eventsFor(
          row.personId,
          row.brandId,
          type.grants.map(({ category }) => category),
        ),
      )
    const reading = deriveRecordStatus({ ...row, events }, type, at, row.timeZone)
    if (!reading) return []
    const validUntil = reading.validUntil ?? row.validUntil
    const worksUntil = workEnd(row, reading, validUntil)
    return [
      {
        id: row.id,
        number: row.number,
        publicSlug: row.publicSlug,
        typeCode: row.typeCode,
        kind: row.kind,
        name: { en: row.nameEn, zh: row.nameZh },
        brandId: row.brandId,
        brandCode: row.brandCode,
        brandName: { en: row.brandEn, zh: row.brandZh },
        zone: row.timeZone,
        status: reading.status,
        grantsWork: reading.grantsWork && evidenceMeets(row.evidenceMode, row.requiredEvidenceMode),
        grants: reading.scope.grants,
        validFrom: reading.validFrom,
        validUntil,
        worksUntil,
        daysLeft: daysBetween(at, worksUntil, row.timeZone) - 1,
        isRenewable: renewable.has(reading.dateStatus) && !over.has(reading.status),
      },
    ]
  })
}

const renewable: ReadonlySet<CredentialStatus> = new Set([
  'RENEWAL_WINDOW',
  'WORKING_GRACE',
  'ADMIN_GRACE',
  'LAPSED',
])
const over: ReadonlySet<CredentialStatus> = new Set(['REVOKED', 'WITHDRAWN', 'SUPERSEDED'])

function typeOf(row: CredentialRow, isWorkCounted: boolean) {
  return {
    grants: JSON.parse(row.grantsJson) as Grant[],
    endorsements: JSON.parse(row.endorsementsJson) as string[],
    windowDays: row.windowDays,
    workingGraceDays: row.workingGraceDays,
    adminGraceDays: row.adminGraceDays,
    recencyMaxGapDays: isWorkCounted ? row.recencyMaxGapDays : null,
    safetyCritical: row.isSafetyCritical === 1,
  }
}

function workEnd(row: CredentialRow, reading: StatusReading, validUntil: string): string {
  return reading.status === 'WORKING_GRACE'
    ? addDays(validUntil, row.workingGraceDays, row.timeZone)
    : validUntil
}
