import type { Db } from '#db/schema/index.ts'
import type { Role } from './actor.ts'
import { type DemoCode, demoPeople } from './demo-people.ts'

export type DemoPerson = {
  code: DemoCode
  name: string
  nameLatin: string | null
  role: Role
  organisationNameEn: string
  organisationNameZh: string
  /** In how many more organisations the person has a role. */
  more: number
}

/** Those of the demonstration's people whom this database has, each with the role and organisation they start in. */
export async function findDemoPeople(db: Db, at: string): Promise<DemoPerson[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('roleAssignment', 'roleAssignment.personId', 'person.id')
    .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
    .select([
      'person.code',
      'person.name',
      'person.nameLatin',
      'roleAssignment.role',
      'organisation.nameEn as organisationNameEn',
      'organisation.nameZh as organisationNameZh',
    ])
    .where('person.code', 'in', [...demoPeople])
    .where('person.accountState', '=', 'active')
    .where('roleAssignment.fromAt', '<=', at)
    .where('roleAssignment.untilAt', 'is', null)
    .orderBy('roleAssignment.fromAt')
    .orderBy('roleAssignment.id')
    .execute()
  return demoPeople.flatMap((code) => {
    const own = rows.filter((row) => row.code === code)
    const [first] = own
    return first ? [{ ...first, code, more: new Set(own.map((row) => row.organisationNameEn)).size - 1 }] : []
  })
}
