import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/** Signed badges as they were signed, their places in the status lists, and the lists as they were signed last. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table badge_status_place (
      credential_id text primary key references credential (id),
      brand_id text not null references organisation (id),
      list_number integer not null,
      place integer not null
    );
    create unique index badge_status_place_taken on badge_status_place (brand_id, list_number, place);

    create table badge (
      credential_id text primary key references credential (id),
      embedded_json text not null,
      jwt text not null,
      signed_at text not null
    );

    create table badge_status_list (
      brand_id text not null references organisation (id),
      purpose text not null check (purpose in ('revocation', 'suspension')),
      list_number integer not null,
      places_json text not null,
      credential_json text not null,
      signed_at text not null,
      checked_at text not null,
      primary key (brand_id, purpose, list_number)
    );
    `,
  )
  await appendOnly(db, 'badge_status_place')
  await appendOnly(db, 'badge')
}
