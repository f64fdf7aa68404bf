import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** A second officer confirms corrections too: a proposal says which act it is, and why it was dropped. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    alter table credential_proposal add column act_json text not null default '{"kind":"REVOKED"}';
    alter table credential_proposal add column close_reason text;
    `,
  )
}
