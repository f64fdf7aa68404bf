import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** What renews a credential where it is less than what earned it, and which of the two an enrolment follows. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    alter table credential_type add column renewal_json text;
    alter table enrolment add column path text not null default 'INITIAL' check (path in ('INITIAL', 'RENEWAL'));
    `,
  )
}
