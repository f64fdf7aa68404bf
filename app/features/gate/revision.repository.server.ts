import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { Db } from '#db/schema/index.ts'

const revisionNow = preparedRead((db, { id }: { id: number }) =>
  db.selectFrom('gateRevision').select(['catalogue', 'network']).where('id', '=', id),
)

/** The revisions of what the gate keeps in memory; triggers count them on in the transaction of any change (migration `gate-ledger`). */
export async function findGateRevision(db: Db): Promise<{ catalogue: number; network: number }> {
  const row = await firstOf(revisionNow(db, { id: 1 }))
  if (!row) throw new Error('gate_revision has no row')
  return row
}
