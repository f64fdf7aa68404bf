import type { Db } from '#db/schema/index.ts'

/** The people of the demonstration, in the order of the sign-in page, with what each is there to show. */
export const demoPeople = [
  'E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1005', 'E-1006', 'E-1007', 'E-1008',
  'P-6001', 'D-7001', 'B-5001', 'B-5002', 'A-2001', 'A-2002', 'T-2201', 'I-2101',
  'B-5003', 'B-5004', 'B-5101', 'B-5102', 'B-5201', 'S-8001', 'G-3001', 'M-4001',
] as const

/** Those of the demonstration's people whom this database has, each with name and one role. */
export async function findDemoPeople(db: Db, at: string) {
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
    .orderBy('roleAssignment.id')
    .execute()
  return demoPeople.flatMap((code) => rows.find((row) => row.code === code) ?? [])
}
