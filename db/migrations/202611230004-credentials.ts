import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/** Decisions on people, the credentials that follow from them, and the gate's record. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table enrolment (
      id text primary key,
      person_id text not null references person (id),
      credential_type_id text not null references credential_type (id),
      sponsor_outlet_id text references outlet (id),
      requirement_json text not null,
      state text not null check (state in ('LEARNING', 'AWAITING_DECISION', 'COMPLETED', 'REFUSED', 'LOCKED', 'WITHDRAWN', 'EXPIRED')),
      enrolled_by text not null references person (id),
      enrolled_at text not null,
      awaiting_since text,
      closed_at text,
      due_at text,
      recorded_at text not null
    );
    create unique index enrolment_open on enrolment (person_id, credential_type_id) where state in ('LEARNING', 'AWAITING_DECISION', 'LOCKED');
    create index enrolment_awaiting on enrolment (credential_type_id, state);

    create table credential_decision (
      id text primary key,
      enrolment_id text not null references enrolment (id),
      person_id text not null references person (id),
      credential_type_id text not null references credential_type (id),
      outcome text not null check (outcome in ('ISSUED', 'REFUSED')),
      reason text not null,
      evidence_json text not null,
      decided_by text not null references person (id),
      decided_at text not null
    );
    create index credential_decision_person on credential_decision (person_id, decided_at);

    create table credential (
      id text primary key,
      number text not null unique,
      public_slug text not null unique,
      person_id text not null references person (id),
      credential_type_id text not null references credential_type (id),
      decision_id text references credential_decision (id),
      supersedes_id text references credential (id),
      issued_at text not null,
      valid_from text not null,
      valid_until text not null,
      evidence_mode text not null check (evidence_mode in ('PROCTORED', 'UNPROCTORED')),
      evidence_json text not null,
      recorded_at text not null
    );
    create index credential_person on credential (person_id, credential_type_id);
    create index credential_type_until on credential (credential_type_id, valid_until);

    create table credential_event (
      id text primary key,
      credential_id text not null references credential (id),
      kind text not null check (kind in ('ISSUED', 'RENEWED', 'SUPERSEDED', 'SUSPENDED', 'SUSPENSION_LIFTED', 'SCOPE_REDUCED', 'REVOKED',
        'WITHDRAWN', 'CORRECTED')),
      effective_at text not null,
      until_at text,
      recorded_at text not null,
      actor_person_id text references person (id),
      reason text not null,
      details_json text not null
    );
    create index credential_event_credential on credential_event (credential_id, recorded_at);

    create table gate_decision (
      id text primary key,
      recorded_at text not null,
      as_of text not null,
      checkpoint text not null,
      brand_id text not null references organisation (id),
      person_id text not null references person (id),
      outlet_id text not null references outlet (id),
      operation_code text not null,
      model_code text not null,
      window_start text not null,
      window_end text not null,
      decision text not null check (decision in ('ALLOW', 'ALLOW_WARN', 'ALLOW_SUPERVISED', 'DENY')),
      policy_version text not null,
      inputs_digest text not null,
      request_json text not null,
      reasons_json text not null,
      paths_json text not null,
      asked_by text references person (id),
      asked_for_organisation_id text references organisation (id)
    );
    create index gate_decision_person on gate_decision (person_id, recorded_at);
    create index gate_decision_outlet on gate_decision (outlet_id, recorded_at);
    create index gate_decision_brand on gate_decision (brand_id, recorded_at);
    `,
  )
  await appendOnly(db, 'credential_decision')
  await appendOnly(db, 'credential')
  await appendOnly(db, 'credential_event')
  await appendOnly(db, 'gate_decision')
}
