import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** What somebody learnt elsewhere and a brand recognises: a course of its own, or the module of a new model. One of each in force at a time. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table recognition (
      id text primary key,
      brand_id text not null references organisation (id),
      person_id text not null references person (id),
      kind text not null check (kind in ('COURSE', 'DELTA')),
      code text not null,
      source text not null,
      document text not null,
      earned_at text not null,
      valid_until text,
      reason text not null,
      verified_by text not null references person (id),
      recorded_at text not null,
      ended_by text references person (id),
      ended_at text,
      end_reason text
    );
    create unique index recognition_in_force on recognition (person_id, brand_id, kind, code) where ended_at is null;
    create index recognition_brand on recognition (brand_id, recorded_at);
    create index product_model_delta on product_model (delta_module_code);
    `,
  )
}
