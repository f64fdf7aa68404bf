import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { appendOnly, bumpsRevision, runDdl } from '../portable.ts'

/** What the gate reads of every decision and what hardly ever changes: kept in memory as long as its revision stands. */
const catalogue = [
  'organisation',
  'category',
  'ladder_level',
  'product_model',
  'operation',
  'requirement_rule',
  'legal_rule_set',
  'legal_rule',
  'gate_policy',
  'credential_type',
]
const network = [
  'organisation',
  'outlet',
  'category',
  'provider_contract',
  'authorisation',
  'authorisation_event',
  'deposit',
  'deposit_waiver',
  'sanction',
  'licence',
]

/**
 * The ledger of the gate: what each decision rested on, kept once for each content, and a chain over the decisions. And the revisions by which a process
 * knows that what it keeps of the catalogue and the network is still so.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table gate_inputs (
      hash text primary key,
      body text not null,
      recorded_at text not null
    );
    alter table gate_decision add column inputs_json text;

    create table gate_ledger_entry (
      sequence integer primary key,
      decision_id text not null unique references gate_decision (id),
      previous_hash text not null,
      hash text not null
    );

    create table gate_revision (
      id integer primary key check (id = 1),
      catalogue integer not null,
      network integer not null
    );
    insert into gate_revision (id, catalogue, network) values (1, 1, 1);

    create index gate_decision_operation on gate_decision (operation_code, recorded_at);
    create index gate_decision_recorded on gate_decision (recorded_at, id);
    create index enrolment_person on enrolment (person_id);
    create index gate_decision_asked_for on gate_decision (asked_for_organisation_id, recorded_at);
    `,
  )
  await chainEarlierDecisions(db)
  await appendOnly(db, 'gate_inputs')
  await appendOnly(db, 'gate_ledger_entry')
  for (const table of catalogue) await bumpsRevision(db, table, 'catalogue')
  for (const table of network) await bumpsRevision(db, table, 'network')
}

/** Decisions from before the ledger enter it in the order of their recording. What they rested on was not kept. The form of a link as of this day. */
async function chainEarlierDecisions(db: Kysely<any>): Promise<void> {
  const columns = [
    ...['id', 'recorded_at', 'as_of', 'checkpoint', 'brand_id', 'person_id', 'outlet_id', 'operation_code'],
    ...[
      'model_code',
      'window_start',
      'window_end',
      'decision',
      'policy_version',
      'inputs_digest',
      'request_json',
    ],
    ...['reasons_json', 'paths_json', 'asked_by', 'asked_for_organisation_id', 'asked_by_key', 'inputs_json'],
  ]
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${list} from gate_decision order by recorded_at, id`.execute(db)
  let previousHash = '0'.repeat(64)
  for (const [index, row] of rows.entries()) {
    const sequence = index + 1
    // A handle may name columns in its own way, but keeps their order.
    const fields = [previousHash, sequence, ...Object.values(row)]
    const hash = createHash('sha256').update(JSON.stringify(fields)).digest('hex')
    const decisionId = String(Object.values(row)[0])
    await sql`insert into gate_ledger_entry (sequence, decision_id, previous_hash, hash) values (${sequence}, ${decisionId}, ${previousHash}, ${hash})`.execute(
      db,
    )
    previousHash = hash
  }
}
