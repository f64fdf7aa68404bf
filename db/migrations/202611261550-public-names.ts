import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** Names on public pages are masked unless their owner chose otherwise; the directory finds outlets by brand, category and place. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    alter table person add column is_name_public integer not null default 0 check (is_name_public in (0, 1));
    create index authorisation_category on authorisation (category_id, outlet_id);
    create index outlet_jurisdiction on outlet (jurisdiction_path);
    `,
  )
}
