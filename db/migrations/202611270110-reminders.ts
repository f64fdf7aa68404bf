import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** Who is told that a credential ends: noted in rounds of a brand's day, put into one message for each person, with what became of it. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table reminder_round (
      brand_id text not null references organisation (id),
      day text not null,
      finished_at text not null,
      primary key (brand_id, day)
    );

    create table credential_reminder (
      id text primary key,
      credential_id text not null references credential (id),
      ends_at text not null,
      step integer not null,
      recipient_id text not null references person (id),
      noted_at text not null,
      composed_at text,
      inbox_message_id text references message (id),
      outgoing_message_id text references message (id),
      unique (credential_id, ends_at, step, recipient_id)
    );
    create index credential_reminder_waiting on credential_reminder (recipient_id) where composed_at is null;
    create index credential_reminder_recipient on credential_reminder (recipient_id, noted_at);

    create index credential_until on credential (valid_until);
    create index credential_event_corrected on credential_event (credential_id) where kind = 'CORRECTED';
    `,
  )
}
