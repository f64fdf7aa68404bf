import type { Decision } from '#app/domain/gate/gate-decision.ts'
import { countOf } from '#db/portable.ts'
import type { Db } from '#db/schema/index.ts'
import type { CheckScope } from './check-options.repository.server.ts'

export type LedgerQuery = {
  readonly scope: CheckScope
  /** A code, in capitals: of an engineer, an outlet, an operation or a model; empty for everything. */
  readonly code: string
  readonly decision: Decision | null
  readonly page: number
  readonly pageSize: number
  /** So many are counted at most. */
  readonly mostCounted: number
}

/**
 * One page of recorded decisions, newest first, with how many match, counted up to a limit. Codes are matched whole, so that each search walks along an index,
 * also through a million decisions. Pages count from 1.
 */
export async function findLedgerPage(db: Db, query: LedgerQuery) {
  const { code } = query
  const [person, outlet] =
    code === ''
      ? []
      : await Promise.all([
          db.selectFrom('person').select('id').where('code', '=', code).executeTakeFirst(),
          db.selectFrom('outlet').select('id').where('code', '=', code).executeTakeFirst(),
        ])
  const matching = () => {
    let rows = db.selectFrom('gateDecision')
    const { brandId, providerId } = query.scope
    if (brandId) rows = rows.where('gateDecision.brandId', '=', brandId)
    if (providerId) {
      rows = rows.where('gateDecision.outletId', 'in', (outlets) =>
        outlets.selectFrom('outlet').select('outlet.id').where('outlet.providerId', '=', providerId),
      )
    }
    if (query.decision) rows = rows.where('gateDecision.decision', '=', query.decision)
    if (code === '') return rows
    if (person) return rows.where('gateDecision.personId', '=', person.id)
    if (outlet) return rows.where('gateDecision.outletId', '=', outlet.id)
    return rows.where((where) =>
      where.or([where('gateDecision.operationCode', '=', code), where('gateDecision.modelCode', '=', code)]),
    )
  }
  const { total } = await db
    .selectFrom(matching().select('gateDecision.id').limit(query.mostCounted).as('counted'))
    .select(countOf().as('total'))
    .executeTakeFirstOrThrow()
  const decisions = await matching()
    .innerJoin('person', 'person.id', 'gateDecision.personId')
    .innerJoin('outlet', 'outlet.id', 'gateDecision.outletId')
    .leftJoin('operation', 'operation.code', 'gateDecision.operationCode')
    .leftJoin('gateLedgerEntry', 'gateLedgerEntry.decisionId', 'gateDecision.id')
    .leftJoin('person as asker', 'asker.id', 'gateDecision.askedBy')
    .leftJoin('apiKey', 'apiKey.id', 'gateDecision.askedByKey')
    .select([
      'gateDecision.id',
      'gateDecision.recordedAt',
      'gateDecision.decision',
      'gateDecision.operationCode',
      'gateDecision.modelCode',
      'person.code as engineerCode',
      'person.name as engineerName',
      'person.nameLatin as engineerNameLatin',
      'outlet.code as outletCode',
      'operation.nameEn as operationNameEn',
      'operation.nameZh as operationNameZh',
      'gateLedgerEntry.sequence',
      'asker.code as askerCode',
      'apiKey.name as keyName',
      'apiKey.organisationId as keyOrganisationId',
      'gateDecision.askedForOrganisationId',
    ])
    .orderBy('gateDecision.recordedAt', 'desc')
    .orderBy('gateDecision.id', 'desc')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute()
  return { decisions, total }
}
