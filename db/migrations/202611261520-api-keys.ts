import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** Keys of the machine interface, the answers that were given to repeated requests, and the key that asked for a decision of the gate. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table api_key (
      id text primary key,
      organisation_id text not null references organisation (id),
      name text not null,
      beginning text not null,
      secret_hash text not null unique,
      scopes_json text not null,
      created_by text references person (id),
      created_at text not null,
      expires_at text,
      last_used_at text,
      revoked_at text,
      revoked_by text references person (id),
      revoked_reason text
    );
    create index api_key_organisation on api_key (organisation_id, created_at);

    create table idempotent_request (
      api_key_id text not null references api_key (id),
      idempotency_key text not null,
      request_hash text not null,
      begun_at text not null,
      status integer,
      answer_json text,
      primary key (api_key_id, idempotency_key)
    );
    create index idempotent_request_begun on idempotent_request (begun_at);

    alter table gate_decision add column asked_by_key text references api_key (id);
    `,
  )
}
