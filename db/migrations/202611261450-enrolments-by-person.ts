import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** What a person has completed is asked before each exam; the index of open enrolments cannot answer it, since withdrawn ones may be completed too. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(db, 'create index course_enrolment_person on course_enrolment (person_id);')
}
