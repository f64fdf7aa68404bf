import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/**
 * Items that come from elsewhere: the name they have there, versions that are drafts beside the one in use, their pictures, and files that wait for somebody's
 * word.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    alter table item add column external_id text;
    create unique index item_external on item (course_id, external_id) where external_id is not null;

    alter table item_version add column is_draft integer not null default 0 check (is_draft in (0, 1));

    create table item_version_media (
      item_version_id text not null references item_version (id),
      position integer not null,
      name text not null,
      media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml')),
      alt text not null,
      content_hash text not null,
      content_base64 text not null,
      primary key (item_version_id, position)
    );

    create table item_import (
      id text primary key,
      course_id text not null references course (id),
      person_id text not null references person (id),
      state text not null check (state in ('OPEN', 'DONE')),
      file_name text not null,
      file_hash text not null,
      items_json text not null,
      report_json text not null,
      created_at text not null,
      closed_at text
    );
    create index item_import_course on item_import (course_id, created_at);
    create index item_import_person on item_import (person_id, state);
    `,
  )
}
