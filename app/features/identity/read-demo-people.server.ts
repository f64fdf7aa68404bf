import type { Context } from '#app/context.server.ts'
import { type DemoPerson, findDemoPeople } from './demo-people.repository.server.ts'

/** The people the sign-in page offers at one click; null anywhere but in the demonstration. */
export async function readDemoPeople(ctx: Context): Promise<DemoPerson[] | null> {
  return ctx.settings.mode === 'demo' ? findDemoPeople(ctx.db, ctx.now()) : null
}
