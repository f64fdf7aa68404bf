import { type Insertable, type Selectable, sql } from 'kysely'
import { contains, countOf } from '#db/portable.ts'
import { firstOf, preparedRead } from '#db/prepared-query.ts'
import type { PersonTable, RoleAssignmentTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'
import type { Membership, Role } from './actor.ts'

export type PersonRow = Selectable<PersonTable>

export async function insertPerson(db: Db, person: Insertable<PersonTable>): Promise<void> {
  await db.insertInto('person').values(person).execute()
}

const personById = preparedRead((db, { id }: { id: string }) =>
  db.selectFrom('person').selectAll().where('id', '=', id),
)

export async function findPerson(db: Db, id: string): Promise<PersonRow | undefined> {
  return firstOf(personById(db, { id }))
}

const peopleAtOnce = 500

/** People by their ids; whom there is not is left out. */
export async function findPeopleByIds(db: Db, ids: readonly string[]): Promise<PersonRow[]> {
  const people: PersonRow[] = []
  for (let start = 0; start < ids.length; start += peopleAtOnce)
    people.push(
      ...(await db
        .selectFrom('person')
        .selectAll()
        .where('id', 'in', ids.slice(start, start + peopleAtOnce))
        .execute()),
    )
  return people
}

/** Says whether public pages show a person's whole name; false where it was so already. */
export async function updateNamePublic(db: Db, id: string, isNamePublic: 0 | 1): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('person')
    .set({ isNamePublic })
    .where('id', '=', id)
    .where('isNamePublic', '!=', isNamePublic)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findPersonByCode(db: Db, code: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('code', '=', code).executeTakeFirst()
}

/** The person whom a sign-in name means: a mail address, a phone number or a staff code, as `normaliseSignInName` writes it. */
export async function findPersonBySignInName(db: Db, name: string): Promise<PersonRow | undefined> {
  return db
    .selectFrom('person')
    .selectAll()
    .where((where) =>
      where.or([
        where('email', '=', name),
        where('phone', '=', name),
        where('code', '=', name.toUpperCase()),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
}

/** Which of these would collide with a person who exists: a phone number, a mail address, a staff code. */
export async function findTakenNames(
  db: Db,
  wanted: { phone: string | null; email: string | null; code: string },
) {
  const rows = await db
    .selectFrom('person')
    .select(['phone', 'email', 'code'])
    .where((where) =>
      where.or([
        where('code', '=', wanted.code),
        ...(wanted.phone ? [where('phone', '=', wanted.phone)] : []),
        ...(wanted.email ? [where('email', '=', wanted.email)] : []),
      ]),
    )
    .execute()
  return {
    phone: wanted.phone !== null && rows.some((row) => row.phone === wanted.phone),
    email: wanted.email !== null && rows.some((row) => row.email === wanted.email),
    code: rows.some((row) => row.code === wanted.code),
  }
}

export async function updatePersonLanguage(db: Db, id: string, language: 'en' | 'zh-CN'): Promise<void> {
  await db.updateTable('person').set({ language }).where('id', '=', id).execute()
}

/** Opens or closes an account; false where it was in that state already. */
export async function updateAccountState(db: Db, id: string, state: 'active' | 'disabled'): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('person')
    .set({ accountState: state })
    .where('id', '=', id)
    .where('accountState', '!=', state)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function findPasswordHash(db: Db, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('password')
    .select('hash')
    .where('personId', '=', personId)
    .executeTakeFirst()
  return row?.hash ?? null
}

export async function setPasswordHash(db: Db, personId: string, hash: string, setAt: string): Promise<void> {
  await db
    .insertInto('password')
    .values({ personId, hash, setAt })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet({ hash, setAt }))
    .execute()
}

export async function insertRoleAssignment(
  db: Db,
  assignment: Insertable<RoleAssignmentTable>,
): Promise<void> {
  await db.insertInto('roleAssignment').values(assignment).execute()
}

/** Ends a role from an instant on; false where it has ended already or belongs to somebody else. */
export async function endRoleAssignment(db: Db, personId: string, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('roleAssignment')
    .set({ untilAt: at })
    .where('id', '=', id)
    .where('personId', '=', personId)
    .where((where) => where.or([where('untilAt', 'is', null), where('untilAt', '>', at)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const rolesInForce = preparedRead((db, { personId, at }: { personId: string; at: string }) =>
  db
    .selectFrom('roleAssignment')
    .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
    .select([
      'roleAssignment.role',
      'organisation.id as organisationId',
      'organisation.code as organisationCode',
      'organisation.kind as organisationKind',
      'organisation.nameEn',
      'organisation.nameZh',
      'organisation.timeZone',
    ])
    .where('roleAssignment.personId', '=', personId)
    .where('roleAssignment.fromAt', '<=', at)
    .where((where) =>
      where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
    )
    .orderBy('roleAssignment.fromAt')
    .orderBy('roleAssignment.id'),
)

/** A person's organisations with the roles in force at an instant, the one joined first at the front. */
export async function findMemberships(db: Db, personId: string, at: string): Promise<Membership[]> {
  const rows = await rolesInForce(db, { personId, at })
  const memberships = new Map<string, Membership & { roles: Role[] }>()
  for (const { role, ...organisation } of rows) {
    const known = memberships.get(organisation.organisationId)
    if (!known) memberships.set(organisation.organisationId, { ...organisation, roles: [role] })
    else if (!known.roles.includes(role)) known.roles.push(role)
  }
  return [...memberships.values()]
}

/** Every role a person ever had, newest first, with the organisation's name. */
export async function findRoleHistory(db: Db, personId: string) {
  return db
    .selectFrom('roleAssignment')
    .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
    .select([
      'roleAssignment.id',
      'roleAssignment.role',
      'roleAssignment.fromAt',
      'roleAssignment.untilAt',
      'organisation.id as organisationId',
      'organisation.code as organisationCode',
      'organisation.nameEn',
      'organisation.nameZh',
    ])
    .where('roleAssignment.personId', '=', personId)
    .orderBy('roleAssignment.fromAt', 'desc')
    .orderBy('roleAssignment.id', 'desc')
    .execute()
}

/** The roles in force of several people, by organisation code. */
export async function findRolesInForce(db: Db, personIds: readonly string[], at: string) {
  if (personIds.length === 0) return []
  return db
    .selectFrom('roleAssignment')
    .innerJoin('organisation', 'organisation.id', 'roleAssignment.organisationId')
    .select(['roleAssignment.personId', 'roleAssignment.role', 'organisation.code as organisationCode'])
    .where('roleAssignment.personId', 'in', personIds)
    .where('roleAssignment.fromAt', '<=', at)
    .where((where) =>
      where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
    )
    .orderBy('roleAssignment.fromAt')
    .orderBy('roleAssignment.id')
    .orderBy('roleAssignment.role')
    .execute()
}

/** How many people have an account, and how many of these are closed. */
export async function countPeople(db: Db): Promise<{ all: number; closed: number }> {
  return db
    .selectFrom('person')
    .select([
      countOf().as('all'),
      sql<number>`cast(coalesce(sum(case when account_state = 'disabled' then 1 else 0 end), 0) as integer)`.as(
        'closed',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/** Whether anybody has the role of admin at an instant and an open account. */
export async function hasAdmin(db: Db, at: string): Promise<boolean> {
  const row = await db
    .selectFrom('roleAssignment')
    .innerJoin('person', 'person.id', 'roleAssignment.personId')
    .select('roleAssignment.id')
    .where('roleAssignment.role', '=', 'admin')
    .where('person.accountState', '=', 'active')
    .where('roleAssignment.fromAt', '<=', at)
    .where((where) =>
      where.or([where('roleAssignment.untilAt', 'is', null), where('roleAssignment.untilAt', '>', at)]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type PersonListQuery = { search: string; page: number; pageSize: number }

/** One page of people by code, whose code, name, phone or mail contains the text. Pages count from 1. */
export async function findPeoplePage(db: Db, query: PersonListQuery) {
  const matching = () => {
    const people = db.selectFrom('person')
    if (query.search === '') return people
    return people.where((where) =>
      where.or([
        contains(sql.ref('person.code'), query.search),
        contains(sql.ref('person.name'), query.search),
        contains(sql`coalesce(person.name_latin, '')`, query.search),
        contains(sql`coalesce(person.phone, '')`, query.search),
        contains(sql`coalesce(person.email, '')`, query.search),
      ]),
    )
  }
  const { total } = await matching().select(countOf().as('total')).executeTakeFirstOrThrow()
  const people = await matching()
    .select(['person.id', 'person.code', 'person.name', 'person.nameLatin', 'person.accountState'])
    .orderBy('person.code')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { people, total }
}
