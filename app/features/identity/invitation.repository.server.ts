import type { Insertable } from 'kysely'
import { countOf } from '#db/portable.ts'
import type { AffiliationTable, InvitationTable } from '#db/schema/identity.ts'
import type { Db } from '#db/schema/index.ts'

export async function insertInvitation(db: Db, invitation: Insertable<InvitationTable>): Promise<void> {
  await db.insertInto('invitation').values(invitation).execute()
}

/** The invitation whose link carries this token, while it can be accepted. */
export async function findOpenInvitation(db: Db, tokenHash: string, at: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisationId')
    .leftJoin('outlet', 'outlet.id', 'invitation.outletId')
    .selectAll('invitation')
    .select([
      'organisation.nameEn as organisationNameEn',
      'organisation.nameZh as organisationNameZh',
      'outlet.code as outletCode',
    ])
    .where('invitation.tokenHash', '=', tokenHash)
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.withdrawnAt', 'is', null)
    .where('invitation.expiresAt', '>', at)
    .executeTakeFirst()
}

/** Closes an invitation as accepted; false where somebody was faster or it was withdrawn. */
export async function acceptInvitationRow(
  db: Db,
  id: string,
  personId: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ acceptedAt: at, acceptedBy: personId })
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Withdraws an organisation's own open invitation; false where there is none. */
export async function withdrawInvitationRow(
  db: Db,
  organisationId: string,
  id: string,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ withdrawnAt: at })
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** One page of an organisation's invitations, newest first, with the number of all and of those that can still be accepted. Pages count from 1. */
export async function findInvitationPage(
  db: Db,
  organisationId: string,
  { at, page, pageSize }: { at: string; page: number; pageSize: number },
) {
  const own = () => db.selectFrom('invitation').where('organisationId', '=', organisationId)
  const { total } = await own().select(countOf().as('total')).executeTakeFirstOrThrow()
  const { open } = await own()
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', at)
    .select(countOf().as('open'))
    .executeTakeFirstOrThrow()
  const invitations = await own()
    .select([
      'id',
      'name',
      'staffCode',
      'phone',
      'email',
      'role',
      'createdAt',
      'expiresAt',
      'acceptedAt',
      'withdrawnAt',
    ])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return { invitations, open, total }
}

/** Whether a staff code is promised to somebody in an open invitation. */
export async function isStaffCodePromised(db: Db, staffCode: string, at: string): Promise<boolean> {
  const row = await db
    .selectFrom('invitation')
    .select('id')
    .where('staffCode', '=', staffCode)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', at)
    .executeTakeFirst()
  return row !== undefined
}

/** The provider's own outlet of this id. */
export async function findOutletOf(db: Db, organisationId: string, outletId: string) {
  return db
    .selectFrom('outlet')
    .select(['id', 'code'])
    .where('id', '=', outletId)
    .where('providerId', '=', organisationId)
    .executeTakeFirst()
}

/** The provider's outlets by code, for choosing one. */
export async function findOutletChoices(db: Db, organisationId: string) {
  return db
    .selectFrom('outlet')
    .select(['id', 'code', 'nameEn', 'nameZh'])
    .where('providerId', '=', organisationId)
    .orderBy('code')
    .limit(500)
    .execute()
}

export async function insertAffiliation(db: Db, affiliation: Insertable<AffiliationTable>): Promise<void> {
  await db.insertInto('affiliation').values(affiliation).execute()
}
