import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/** Certificates as they were printed, byte for byte: a file is recognised by its hash. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table certificate_file (
      credential_id text primary key references credential (id),
      content_hash text not null unique,
      content_base64 text not null,
      made_at text not null
    );
    `,
  )
  await appendOnly(db, 'certificate_file')
}
