import type { Insertable } from 'kysely'
import type { CredentialBatchRowTable } from '#db/schema/credentials.ts'
import type { NumberedRow, PlannedRow, ReadRow, RowDetails } from './batch-row.ts'

/** A planned row as it is stored for a stage of its batch. */
export function toBatchRow(
  batchId: string,
  stage: CredentialBatchRowTable['stage'],
  { rowNumber, read, result, details, oldNumber, personId, credentialId }: Omit<PlannedRow, 'isTwoPerson'>,
): Insertable<CredentialBatchRowTable> {
  return {
    batchId,
    stage,
    rowNumber,
    readJson: JSON.stringify(read),
    result,
    detailsJson: JSON.stringify(details),
    oldNumber,
    personId,
    credentialId,
  }
}

/** What a stored row says: what was read, and what was found about it. */
export function fromBatchRow(row: {
  readonly rowNumber: number
  readonly readJson: string
  readonly detailsJson: string
}): NumberedRow & {
  readonly details: RowDetails
} {
  return {
    rowNumber: row.rowNumber,
    read: JSON.parse(row.readJson) as ReadRow,
    details: JSON.parse(row.detailsJson) as RowDetails,
  }
}
