import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** The statistics of an exam read its attempts in the order in which they were handed in, and the items of a blueprint's forms. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create index exam_attempt_exam on exam_attempt (exam_id, submitted_at, id);
    create index exam_form_blueprint on exam_form (blueprint_id);
    `,
  )
}
