import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** Revocations that a second officer has to confirm; of a credential one at a time. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table credential_proposal (
      id text primary key,
      credential_id text not null references credential (id),
      reason text not null,
      proposed_by text not null references person (id),
      proposed_at text not null,
      closed_by text references person (id),
      closed_at text,
      outcome text check (outcome in ('CONFIRMED', 'DROPPED'))
    );
    create unique index credential_proposal_open on credential_proposal (credential_id) where closed_at is null;
    `,
  )
}
