import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** What brands repair and require: categories, ladders, models, operations, rules, credential types; and what providers are authorised for. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table category (
      id text primary key,
      brand_id text not null references organisation (id),
      code text not null,
      name_en text not null,
      name_zh text not null,
      position integer not null,
      unique (brand_id, code)
    );

    create table declared_category (
      affiliation_id text not null references affiliation (id),
      position integer not null,
      category_id text not null references category (id),
      from_at text not null,
      until_at text,
      recorded_at text not null,
      primary key (affiliation_id, position, from_at)
    );

    create table outlet_category (
      outlet_id text not null references outlet (id),
      category_id text not null references category (id),
      recorded_at text not null,
      primary key (outlet_id, category_id)
    );

    create table ladder_level (
      id text primary key,
      category_id text not null references category (id),
      level integer not null check (level between 1 and 9),
      code text not null,
      name_en text not null,
      name_zh text not null,
      scope_en text not null,
      scope_zh text not null,
      is_safety_critical integer not null check (is_safety_critical in (0, 1)),
      unique (category_id, level)
    );

    create table product_model (
      id text primary key,
      brand_id text not null references organisation (id),
      category_id text not null references category (id),
      code text not null unique,
      refrigerant text,
      charge_grams integer,
      system_size text check (system_size in ('HOUSEHOLD', 'LARGE')),
      launched_on text not null,
      delta_module_code text
    );
    create index product_model_category on product_model (category_id);

    create table operation (
      id text primary key,
      code text not null unique,
      category_id text references category (id),
      name_en text not null,
      name_zh text not null,
      activity_tags_json text not null,
      is_supervisable integer not null check (is_supervisable in (0, 1)),
      is_one_to_one integer not null check (is_one_to_one in (0, 1)),
      evidence_en text not null,
      evidence_zh text not null
    );
    create index operation_category on operation (category_id);

    create table requirement_rule (
      id text primary key,
      brand_id text not null references organisation (id),
      operation_id text references operation (id),
      category_id text references category (id),
      model_id text references product_model (id),
      refrigerant text,
      warranty text check (warranty in ('IN', 'OUT')),
      min_level integer,
      endorsements_all_of_json text not null,
      endorsements_any_of_json text not null,
      evidence_mode text check (evidence_mode in ('PROCTORED', 'UNPROCTORED')),
      is_delta_required integer not null default 0 check (is_delta_required in (0, 1)),
      min_provider_grade integer,
      effective_from text not null,
      effective_until text,
      recorded_at text not null
    );
    create index requirement_rule_brand on requirement_rule (brand_id, operation_id);

    create table legal_rule_set (
      jurisdiction_path text primary key,
      reviewed_at text not null,
      recorded_at text not null
    );

    create table legal_rule (
      id text primary key,
      jurisdiction_path text not null references legal_rule_set (jurisdiction_path),
      activity_tag text not null,
      applies_when_json text not null,
      subject text not null check (subject in ('PERSON', 'ENTERPRISE')),
      licence_types_any_of_json text not null,
      enforcement text not null check (enforcement in ('BLOCK', 'WARN', 'INFO')),
      is_supervisable integer not null check (is_supervisable in (0, 1)),
      replaces_json text not null,
      basis_en text not null,
      basis_zh text not null,
      confidence text not null,
      effective_from text not null,
      effective_until text,
      recorded_at text not null
    );
    create index legal_rule_path on legal_rule (jurisdiction_path, activity_tag);

    create table licence_type (
      code text primary key,
      name_en text not null,
      name_zh text not null
    );

    create table gate_policy (
      id text primary key,
      brand_id text not null references organisation (id),
      version text not null,
      raised_legal_rules_json text not null,
      effective_from text not null,
      recorded_at text not null,
      unique (brand_id, version)
    );

    create table credential_type (
      id text primary key,
      brand_id text not null references organisation (id),
      code text not null,
      kind text not null check (kind in ('LEVEL', 'COMPOSITE', 'ENDORSEMENT')),
      name_en text not null,
      name_zh text not null,
      category_id text references category (id),
      level integer,
      grants_json text not null,
      endorsements_json text not null,
      components_json text not null,
      validity_months integer not null,
      renewal_anchor text not null check (renewal_anchor in ('COMPLETION', 'PREVIOUS_EXPIRY', 'FIXED_DATE')),
      window_days integer not null,
      working_grace_days integer not null,
      admin_grace_days integer not null,
      recency_max_gap_days integer,
      required_evidence_mode text not null check (required_evidence_mode in ('PROCTORED', 'UNPROCTORED')),
      is_safety_critical integer not null check (is_safety_critical in (0, 1)),
      is_two_person integer not null check (is_two_person in (0, 1)),
      requirement_json text not null,
      created_at text not null,
      unique (brand_id, code)
    );
    create index credential_type_category on credential_type (category_id, level);

    create table provider_contract (
      id text primary key,
      provider_id text not null references organisation (id),
      brand_id text not null references organisation (id),
      from_at text not null,
      until_at text,
      recorded_at text not null
    );
    create index provider_contract_provider on provider_contract (provider_id, brand_id);

    create table authorisation (
      id text primary key,
      outlet_id text not null references outlet (id),
      brand_id text not null references organisation (id),
      category_id text not null references category (id),
      certificate_no text not null unique,
      max_level integer not null,
      scope_json text not null,
      valid_from text not null,
      valid_until text not null,
      recorded_at text not null
    );
    create index authorisation_outlet on authorisation (outlet_id, category_id);
    create index authorisation_brand on authorisation (brand_id);

    create table authorisation_event (
      id text primary key,
      authorisation_id text not null references authorisation (id),
      state text not null check (state in ('APPLIED', 'DOC_REVIEW', 'SITE_AUDIT', 'CORRECTIVE_ACTION', 'ACTIVE', 'AT_RISK', 'RESTRICTED',
        'PROBATION', 'SUSPENDED', 'TERMINATED', 'EXPIRED')),
      cap_level integer,
      effective_at text not null,
      recorded_at text not null,
      actor_person_id text references person (id),
      reason text not null
    );
    create index authorisation_event_authorisation on authorisation_event (authorisation_id, effective_at);

    create table deposit (
      id text primary key,
      outlet_id text not null references outlet (id),
      brand_id text not null references organisation (id),
      required_cents integer not null,
      paid_cents integer not null,
      from_at text not null,
      until_at text,
      recorded_at text not null
    );
    create index deposit_outlet on deposit (outlet_id, brand_id);

    create table deposit_waiver (
      id text primary key,
      outlet_id text not null references outlet (id),
      brand_id text not null references organisation (id),
      reason_en text not null,
      reason_zh text not null,
      from_at text not null,
      until_at text not null,
      recorded_at text not null
    );
    create index deposit_waiver_outlet on deposit_waiver (outlet_id, brand_id);

    create table sanction (
      id text primary key,
      subject_kind text not null check (subject_kind in ('person', 'outlet', 'provider')),
      subject_id text not null,
      brand_id text references organisation (id),
      category_id text references category (id),
      grounds_en text not null,
      grounds_zh text not null,
      from_at text not null,
      until_at text,
      lifted_at text,
      recorded_at text not null
    );
    create index sanction_subject on sanction (subject_id, subject_kind);

    create table licence (
      id text primary key,
      person_id text references person (id),
      provider_id text references organisation (id),
      licence_type_code text not null references licence_type (code),
      number text not null,
      issuer text not null,
      valid_from text not null,
      valid_until text,
      next_review_due text,
      verified_at text,
      verified_by text references person (id),
      recorded_at text not null
    );
    create index licence_person on licence (person_id);
    create index licence_provider on licence (provider_id);

    create table delta_completion (
      id text primary key,
      person_id text not null references person (id),
      delta_module_code text not null,
      passed_at text not null,
      recorded_at text not null,
      unique (person_id, delta_module_code)
    );
    `,
  )
}
