import type { Kysely } from 'kysely'
import { runDdl } from '../portable.ts'

/** The keys a brand signs with. A retired key stays: what it has signed is still verified with it. */
export async function up(db: Kysely<any>): Promise<void> {
  await runDdl(
    db,
    `
    create table signing_key (
      id text primary key,
      brand_id text not null references organisation (id),
      algorithm text not null check (algorithm in ('Ed25519', 'RS256')),
      public_jwk_json text not null,
      sealed_private_key text not null,
      created_at text not null,
      retired_at text
    );
    create unique index signing_key_current on signing_key (brand_id, algorithm) where retired_at is null;
    create index signing_key_brand on signing_key (brand_id, created_at);
    `,
  )
}
