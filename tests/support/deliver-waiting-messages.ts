import { deliverChannel, type Gateways, outgoingChannels } from '#app/features/notifications/index.server.ts'
import type { Db } from '#db/schema/index.ts'

/** One round of both workers that deliver messages, side by side as in the running product. Returns how many messages went out. */
export async function deliverWaitingMessages(db: Db, gateways: Gateways, now: () => string): Promise<number> {
  const counts = await Promise.all(
    outgoingChannels.map((channel) => deliverChannel(db, gateways, channel, now)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
