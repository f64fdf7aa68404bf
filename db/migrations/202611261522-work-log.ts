import type { Kysely } from 'kysely'
import { appendOnly, bumpsRevision, runDdl } from '../portable.ts'

/** Finished jobs as the brands' own systems report them, from when a brand's log counts, and the free time of engineers. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table work_log_entry (
      id text primary key,
      brand_id text not null references organisation (id),
      job text not null,
      person_id text not null references person (id),
      supervisor_id text references person (id),
      outlet_id text not null references outlet (id),
      operation_id text not null references operation (id),
      category_id text references category (id),
      finished_at text not null,
      redo_of text,
      api_key_id text not null references api_key (id),
      recorded_at text not null,
      unique (brand_id, job)
    );
    create index work_log_entry_person on work_log_entry (person_id, brand_id, finished_at);
    create index work_log_entry_supervisor on work_log_entry (supervisor_id, finished_at) where supervisor_id is not null;

    create table work_log_connection (
      id text primary key,
      brand_id text not null references organisation (id),
      counts_from text,
      reason text not null,
      api_key_id text not null references api_key (id),
      recorded_at text not null
    );
    create index work_log_connection_brand on work_log_connection (brand_id, recorded_at);

    create table free_slot (
      id text primary key,
      person_id text not null references person (id),
      organisation_id text not null references organisation (id),
      start_at text not null,
      end_at text not null,
      api_key_id text not null references api_key (id),
      recorded_at text not null
    );
    create index free_slot_person on free_slot (person_id, end_at);
    `,
  )
  await appendOnly(db, 'work_log_entry')
  await appendOnly(db, 'work_log_connection')
  await bumpsRevision(db, 'work_log_connection', 'catalogue')
}
