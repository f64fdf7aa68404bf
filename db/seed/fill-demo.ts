import { seedCatalogue } from './seed-catalogue.ts'
import { seedNetwork } from './seed-network.ts'
import { type SeededPeople, seedPeople } from './seed-people.ts'
import { demoCalendar, type SeedTools } from './seed-tools.ts'

/** Fills an empty database with the demonstration's brands, network and people. Call inside one transaction: all of it or nothing. */
export async function fillDemo(tools: SeedTools): Promise<SeededPeople> {
  const calendar = demoCalendar(tools.now)
  const catalogue = await seedCatalogue(tools, calendar)
  const network = await seedNetwork(tools, calendar, catalogue)
  const people = await seedPeople(tools, calendar, catalogue, network)
  await tools.db.insertInto('setting').values({ name: 'mode', value: 'demo' }).execute()
  return people
}
