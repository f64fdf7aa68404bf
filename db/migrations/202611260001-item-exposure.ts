import { type Kysely, sql } from 'kysely'
import { runDdl } from '../portable.ts'

/**
 * On how many forms an item has been, counted as forms are frozen: the draw prefers what was shown least, and counting over all forms at each start would take
 * longer with every exam that is sat.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await runDdl(
    db,
    'alter table item add column shown_count integer not null default 0 check (shown_count >= 0);',
  )
  await sql`
    update item set shown_count = (
      select count(*) from exam_form_item
      inner join item_version on item_version.id = exam_form_item.item_version_id
      where item_version.item_id = item.id
    )`.execute(db)
}
