import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/**
 * The life of a running attempt: each opening of its room with what the device noticed, and what people did to it (pauses, extra time, notes, the end for a
 * cause). `exam_response.sequence` now is the place in the journal: 100 000 to an opening; what stands there already is opening 0.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table exam_opening (
      attempt_id text not null references exam_attempt (id),
      number integer not null,
      opening_id text not null,
      kind text not null check (kind in ('room', 'form')),
      user_agent text not null,
      opened_at text not null,
      last_seen_at text not null,
      primary key (attempt_id, number),
      unique (attempt_id, opening_id)
    );

    create table exam_signal (
      id text primary key,
      attempt_id text not null references exam_attempt (id),
      opening integer not null,
      kind text not null check (kind in ('away', 'offline', 'late')),
      seconds integer not null,
      changes integer not null,
      received_at text not null
    );
    create index exam_signal_attempt on exam_signal (attempt_id, received_at);

    create table exam_attempt_event (
      id text primary key,
      attempt_id text not null references exam_attempt (id),
      kind text not null check (kind in ('EXTRA_TIME', 'PAUSED', 'RESUMED', 'NOTE', 'VOIDED', 'VOIDED_FOR_CAUSE')),
      minutes integer,
      reason text not null,
      by_person_id text references person (id),
      at text not null
    );
    create index exam_attempt_event_attempt on exam_attempt_event (attempt_id, at);
    create index exam_attempt_event_person on exam_attempt_event (by_person_id);

    alter table exam_attempt add column paused_at text;
    `,
  )
  await appendOnly(db, 'exam_signal')
  await appendOnly(db, 'exam_attempt_event')
}
