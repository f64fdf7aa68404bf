import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/**
 * Many credentials at once: what was brought or chosen, what it would do row by row, what it did, and what was taken back. A row is written once for each stage and
 * never changed; only the batch moves on.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table credential_batch (
      id text primary key,
      brand_id text not null references organisation (id),
      kind text not null check (kind in ('IMPORT', 'ISSUE', 'REVOKE')),
      state text not null check (state in ('PREVIEWED', 'PROPOSED', 'DONE', 'DROPPED', 'UNDONE')),
      source text not null check (source in ('FILE', 'PASTED', 'CHOSEN', 'SESSION')),
      source_name text,
      source_hash text not null,
      attests_proctored integer not null check (attests_proctored in (0, 1)),
      needs_second integer not null check (needs_second in (0, 1)),
      row_count integer not null,
      ready_count integer not null,
      made_by text not null references person (id),
      made_at text not null,
      reason text,
      agreed_by text references person (id),
      agreed_at text,
      done_by text references person (id),
      done_at text,
      done_count integer,
      dropped_by text references person (id),
      dropped_at text,
      undone_by text references person (id),
      undone_at text,
      undone_count integer,
      undo_reason text
    );
    create index credential_batch_brand on credential_batch (brand_id, id);

    create table credential_batch_row (
      batch_id text not null references credential_batch (id),
      stage text not null check (stage in ('PREVIEW', 'RESULT', 'UNDO')),
      row_number integer not null,
      read_json text not null,
      result text not null check (result in ('ISSUE', 'RENEW', 'REVOKE', 'WITHDRAW', 'REFUSED')),
      details_json text not null,
      old_number text,
      person_id text references person (id),
      credential_id text references credential (id),
      primary key (batch_id, stage, row_number)
    );
    create index credential_batch_row_result on credential_batch_row (batch_id, stage, result);
    create index credential_batch_row_old_number on credential_batch_row (old_number) where old_number is not null;
    create index credential_batch_row_credential on credential_batch_row (credential_id) where credential_id is not null;
    create index exam_session_code on exam_session (check_in_code);
    `,
  )
  await appendOnly(db, 'credential_batch_row')
}
