import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** Extra time that a brand has granted to a person for its exams, until it is ended. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table exam_accommodation (
      id text primary key,
      person_id text not null references person (id),
      brand_id text not null references organisation (id),
      extra_permille integer not null check (extra_permille between 1 and 1000),
      reason text not null,
      granted_by text not null references person (id),
      granted_at text not null,
      ended_by text references person (id),
      ended_at text,
      end_reason text
    );
    create unique index exam_accommodation_open on exam_accommodation (person_id, brand_id) where ended_at is null;
    create index exam_accommodation_brand on exam_accommodation (brand_id, granted_at);
    create index exam_accommodation_granted_by on exam_accommodation (granted_by);
    create index exam_accommodation_ended_by on exam_accommodation (ended_by);
    `,
  )
}
