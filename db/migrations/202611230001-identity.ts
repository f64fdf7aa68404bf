import type { Kysely } from 'kysely'
import { appendOnly, runDdl } from '../portable.ts'

/** People, sign-in, roles, organisations and the places they work at. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table setting (
      name text primary key,
      value text not null
    );

    create table organisation (
      id text primary key,
      code text not null unique,
      kind text not null check (kind in ('brand', 'provider', 'monitor', 'government', 'platform')),
      name_en text not null,
      name_zh text not null,
      time_zone text not null,
      parent_id text references organisation (id),
      contract_type text check (contract_type in ('SELF_BUILT', 'AUTHORISED', 'OUTSOURCED', 'BUYOUT_MERCHANT', 'THIRD_PARTY_BRAND')),
      credit_code text,
      created_at text not null
    );
    create index organisation_parent on organisation (parent_id);

    create table outlet (
      id text primary key,
      code text not null unique,
      provider_id text not null references organisation (id),
      parent_outlet_id text references outlet (id),
      tier text not null check (tier in ('AGENT', 'SERVICE_CENTRE', 'OUTLET')),
      name_en text not null,
      name_zh text not null,
      city_en text not null,
      city_zh text not null,
      jurisdiction_path text not null,
      is_remote_area integer not null default 0 check (is_remote_area in (0, 1)),
      created_at text not null
    );
    create index outlet_provider on outlet (provider_id, code);

    create table person (
      id text primary key,
      code text not null unique,
      name text not null,
      name_latin text,
      phone text unique,
      email text unique,
      language text check (language in ('en', 'zh-CN')),
      account_state text not null check (account_state in ('active', 'disabled')),
      identity_verified_at text,
      created_at text not null
    );

    create table password (
      person_id text primary key references person (id),
      hash text not null,
      set_at text not null
    );

    create table session (
      id text primary key,
      person_id text not null references person (id),
      organisation_id text references organisation (id),
      expires_at text not null,
      created_at text not null,
      last_seen_at text not null,
      user_agent text not null,
      address text not null
    );
    create index session_person on session (person_id);

    create table role_assignment (
      id text primary key,
      person_id text not null references person (id),
      organisation_id text not null references organisation (id),
      role text not null check (role in ('engineer', 'trainer', 'provider-manager', 'curriculum-author', 'item-reviewer',
        'certification-officer', 'assessor', 'invigilator', 'dispatcher', 'monitor', 'regulator', 'admin')),
      from_at text not null,
      until_at text,
      granted_by text references person (id),
      recorded_at text not null
    );
    create index role_assignment_person on role_assignment (person_id);
    create index role_assignment_organisation on role_assignment (organisation_id, role);

    create table invitation (
      id text primary key,
      token_hash text not null unique,
      name text not null,
      phone text,
      email text,
      staff_code text not null,
      language text not null check (language in ('en', 'zh-CN')),
      organisation_id text not null references organisation (id),
      role text not null,
      outlet_id text references outlet (id),
      invited_by text not null references person (id),
      created_at text not null,
      expires_at text not null,
      accepted_at text,
      accepted_by text references person (id),
      withdrawn_at text
    );
    create index invitation_organisation on invitation (organisation_id, created_at);

    create table one_time_code (
      id text primary key,
      person_id text not null references person (id),
      purpose text not null check (purpose in ('sign-in', 'password-reset')),
      channel text not null check (channel in ('mail', 'sms')),
      code_hash text not null,
      created_at text not null,
      expires_at text not null,
      failures integer not null default 0,
      used_at text
    );
    create index one_time_code_person on one_time_code (person_id, purpose);

    create table sign_in_throttle (
      subject text primary key,
      failures integer not null,
      first_failure_at text not null,
      blocked_until text
    );

    create table affiliation (
      id text primary key,
      person_id text not null references person (id),
      outlet_id text not null references outlet (id),
      role text not null check (role in ('ENGINEER', 'TRAINEE', 'LEAD', 'OUTLET_MANAGER', 'TRAINER', 'ASSESSOR')),
      is_supervisor integer not null default 0 check (is_supervisor in (0, 1)),
      is_primary integer not null check (is_primary in (0, 1)),
      hired_on text not null,
      from_at text not null,
      until_at text,
      recorded_at text not null
    );
    create index affiliation_person on affiliation (person_id);
    create index affiliation_outlet on affiliation (outlet_id, person_id);
    create unique index affiliation_one_primary on affiliation (person_id) where is_primary = 1 and until_at is null;

    create table audit_entry (
      sequence integer primary key,
      id text not null unique,
      at text not null,
      actor_person_id text,
      organisation_id text,
      action text not null,
      subject_kind text not null,
      subject_id text not null,
      details_json text not null,
      previous_hash text not null,
      hash text not null
    );
    create index audit_entry_subject on audit_entry (subject_kind, subject_id);

    create table message (
      id text primary key,
      person_id text references person (id),
      channel text not null check (channel in ('mail', 'sms', 'inbox')),
      destination text not null,
      language text not null check (language in ('en', 'zh-CN')),
      template text not null,
      subject text not null,
      body text not null,
      link text,
      state text not null check (state in ('waiting', 'sent', 'failed')),
      tries integer not null default 0,
      failure text,
      created_at text not null,
      due_at text not null,
      sent_at text,
      read_at text
    );
    create index message_waiting on message (state, due_at);
    create index message_person on message (person_id, created_at);

    create table job (
      id text primary key,
      kind text not null,
      payload_json text not null,
      run_at text not null,
      state text not null check (state in ('waiting', 'running', 'done', 'failed')),
      tries integer not null default 0,
      failure text,
      created_at text not null,
      finished_at text
    );
    create index job_waiting on job (state, run_at);
    `,
  )
  await appendOnly(db, 'audit_entry')
}
