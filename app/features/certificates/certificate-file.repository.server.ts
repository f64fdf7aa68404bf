import type { Insertable } from 'kysely'
import type { Db } from '#db/schema/index.ts'
import type { CertificateFileTable } from '#db/schema/signing.ts'

/** The certificate of a credential as it was printed. */
export async function findCertificateFile(db: Db, credentialId: string) {
  return db
    .selectFrom('certificateFile')
    .selectAll()
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()
}

/** Keeps a printed certificate; where there is one already, that one stays. */
export async function insertCertificateFile(db: Db, file: Insertable<CertificateFileTable>): Promise<void> {
  await db
    .insertInto('certificateFile')
    .values(file)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The public address of the credential whose printed certificate has this hash. */
export async function findSlugByHash(db: Db, contentHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('certificateFile')
    .innerJoin('credential', 'credential.id', 'certificateFile.credentialId')
    .select('credential.publicSlug')
    .where('contentHash', '=', contentHash)
    .executeTakeFirst()
  return row?.publicSlug
}

/** Whether a certificate was printed of the credential with this public address. */
export async function isPrinted(db: Db, publicSlug: string): Promise<boolean> {
  const row = await db
    .selectFrom('certificateFile')
    .innerJoin('credential', 'credential.id', 'certificateFile.credentialId')
    .select('certificateFile.credentialId')
    .where('credential.publicSlug', '=', publicSlug)
    .executeTakeFirst()
  return row !== undefined
}
