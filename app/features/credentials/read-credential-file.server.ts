import type { SignedInContext } from '#app/context.server.ts'
import type { Grant } from '#app/domain/credential/credential.ts'
import { type ActObstacle, type CredentialAct, obstacleOfAct } from '#app/domain/credential/credential-act.ts'
import { deriveRecordStatus } from '#app/domain/credential/derived-status.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import { addDays } from '#app/domain/shared/instants.ts'
import { nameIn, otherNameIn } from '#app/domain/shared/person-name.ts'
import { findIndependence } from '#app/features/practicals/index.server.ts'
import { type ActName, actNames } from './act-names.ts'
import { isOfficerOf } from './acted-credential.server.ts'
import { findStoredCredential, type StoredCredential } from './credential.repository.server.ts'
import type { CredentialEffect } from './credential-effect.ts'
import {
  findCredentialEvents,
  findCredentialPage,
  findDecisionOf,
  findHolder,
  findOpenProposal,
  findSuccessor,
} from './credential-file.repository.server.ts'
import { findRungs, findTypesByIds, type StoredType } from './credential-type.repository.server.ts'
import { conflictsOfDecider } from './decider-conflicts.ts'
import type { DeciderConflict } from './decision-guards.ts'
import { effectOfAct } from './effect-of-act.server.ts'
import { findCredentialsOf, practised } from './find-credentials.server.ts'

const pageSize = 25

/** Which brand's credentials somebody may look through: their own brand's as its officer, all of them as the platform's admin; undefined for nobody else. */
function reachOf({ acting }: SignedInContext['actor']): { brandId: string | null } | undefined {
  if (acting.organisationKind === 'brand' && acting.roles.includes('certification-officer'))
    return { brandId: acting.organisationId }
  return acting.organisationKind === 'platform' && acting.roles.includes('admin')
    ? { brandId: null }
    : undefined
}

/** One page of the credentials that somebody may look through, with their status now; found by number, name, staff code or type. */
export async function readCredentialList(ctx: SignedInContext, query: { search: string; page: number }) {
  const reach = reachOf(ctx.actor)
  const { rows, total } = reach
    ? await findCredentialPage(ctx.db, { ...reach, ...query, pageSize })
    : { rows: [], total: 0 }
  const held = await findCredentialsOf(ctx.db, [...new Set(rows.map(({ personId }) => personId))], ctx.now())
  const byId = new Map(held.map((one) => [one.id, one]))
  return {
    ...query,
    pageSize,
    total,
    credentials: rows.flatMap((row) => {
      const one = byId.get(row.id)
      if (!one) return []
      return [
        {
          id: row.id,
          number: one.number,
          person: {
            code: row.personCode,
            name: nameIn({ name: row.personName, nameLatin: row.personNameLatin }, ctx.language),
          },
          type: { code: one.type.code, name: inLanguage(one.type.name, ctx.language) },
          status: one.reading.status,
          grantsWork: one.reading.grantsWork,
          validUntil: one.validUntil,
          zone: one.type.brand.zone,
        },
      ]
    }),
  }
}

export type CredentialList = Awaited<ReturnType<typeof readCredentialList>>

/** A credential that somebody may look at, with its type; null where it is unknown to them. */
async function findInReach(
  ctx: SignedInContext,
  credentialId: string,
): Promise<{ record: StoredCredential; type: StoredType } | null> {
  const reach = reachOf(ctx.actor)
  const record = reach && (await findStoredCredential(ctx.db, credentialId))
  const type =
    record && (await findTypesByIds(ctx.db, [record.credentialTypeId])).get(record.credentialTypeId)
  if (!reach || !record || !type || (reach.brandId !== null && reach.brandId !== type.brand.id)) return null
  const [found] = await practised(ctx.db, [record], new Map([[type.id, type]]), ctx.now())
  return found ?? null
}

/**
 * The whole life of one credential for an officer of its brand or an admin: what it is at an instant by what was known at another (both now where nothing
 * is asked), every event with who recorded it when, what it rests on, and what may be done to it. Null where it is unknown to whoever asks.
 */
export async function readCredentialFile(
  ctx: SignedInContext,
  credentialId: string,
  asked: { asOf?: string; knownAt?: string } = {},
) {
  const found = await findInReach(ctx, credentialId)
  if (!found) return null
  const { record, type } = found
  const now = ctx.now()
  const { asOf = now, knownAt = now } = asked
  const { zone } = type.brand
  const reading = deriveRecordStatus(record, type.rules, asOf, zone, { knownAt })
  const [events, decision, successor, holder, proposal, independence, rungs] = await Promise.all([
    findCredentialEvents(ctx.db, credentialId),
    findDecisionOf(ctx.db, credentialId),
    findSuccessor(ctx.db, credentialId),
    findHolder(ctx.db, record.personId, now),
    findOpenProposal(ctx.db, credentialId),
    findIndependence(ctx.db, [record.personId, ctx.actor.personId], now),
    findRungs(
      ctx.db,
      type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
    ),
  ])
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const isOfficer = isOfficerOf(ctx.actor, type)
  return {
    id: record.id,
    number: record.number,
    publicSlug: record.publicSlug,
    type: {
      code: type.code,
      name: say(type.name),
      brand: say(type.brand.name),
      zone,
      isTwoPerson: type.isTwoPerson,
      grants: type.rules.grants,
      endorsements: type.rules.endorsements,
    },
    categories: rungs.map((rung) => ({
      code: rung.categoryCode,
      name: say({ en: rung.categoryEn, zh: rung.categoryZh }),
      level: rung.level,
    })),
    holder: {
      code: holder.code,
      name: nameIn(holder, ctx.language),
      otherName: otherNameIn(holder, ctx.language),
      places: holder.places.map(({ code, nameEn, nameZh }) => ({
        code,
        name: say({ en: nameEn, zh: nameZh }),
      })),
    },
    validFrom: record.validFrom,
    validUntil: record.validUntil,
    supersedes: record.supersedes,
    successor: successor ?? null,
    /** From the records before; no decision of this register stands behind it. */
    isTakenOver: record.decisionId === null,
    enrolmentId: isOfficer ? (decision?.enrolmentId ?? null) : null,
    asOf,
    knownAt,
    isNow: asked.asOf === undefined && asked.knownAt === undefined,
    reading: reading && {
      status: reading.status,
      grantsWork: reading.grantsWork,
      since: reading.since,
      until: reading.until,
      scope: reading.scope,
    },
    events: events
      .filter(({ recordedAt }) => recordedAt <= knownAt)
      .map(({ id, kind, effectiveAt, untilAt, recordedAt, reason, detailsJson, ...by }) => {
        const details = JSON.parse(detailsJson) as EventDetails
        return {
          id,
          kind,
          effectiveAt,
          untilAt,
          recordedAt,
          reason,
          actor:
            by.actorName === null
              ? null
              : {
                  name: nameIn({ name: by.actorName, nameLatin: by.actorNameLatin }, ctx.language),
                  code: by.actorCode ?? '',
                },
          grants: details.grants ?? null,
          liftCondition: details.liftCondition ?? null,
          takenOver: details.takenOver ? { oldNumber: details.oldNumber ?? null } : null,
          corrected:
            details.validFrom && details.validUntil
              ? { validFrom: details.validFrom, validUntil: details.validUntil }
              : null,
        }
      }),
    proposal: proposal
      ? {
          ...proposedActOf(proposal.actJson),
          reason: proposal.reason,
          by: nameIn({ name: proposal.proposerName, nameLatin: proposal.proposerNameLatin }, ctx.language),
          at: proposal.proposedAt,
          isOwn: proposal.proposedBy === ctx.actor.personId,
        }
      : null,
    conflicts: isOfficer ? conflictsOfDecider(ctx.actor, independence, record.personId, now, zone) : [],
    acts: isOfficer ? possibleActs(record, type, now) : [],
  }
}

export type CredentialFile = NonNullable<Awaited<ReturnType<typeof readCredentialFile>>>

type EventDetails = {
  grants?: Grant[]
  liftCondition?: string
  validFrom?: string
  validUntil?: string
  takenOver?: boolean
  oldNumber?: string
}

/** Which act waits for a second officer, and of a correction the dates that are proposed. */
function proposedActOf(actJson: string) {
  const act: CredentialAct = JSON.parse(actJson)
  return act.kind === 'CORRECTED'
    ? { name: 'correct' as const, correction: { validFrom: act.validFrom, validUntil: act.validUntil } }
    : { name: 'revoke' as const, correction: null }
}

/** What can be done now; reducing needs something to take away and something to leave. */
function possibleActs(record: StoredCredential, type: StoredType, at: string): ActName[] {
  const { zone } = type.brand
  const isPossible = (act: CredentialAct) => obstacleOfAct(act, record, type.rules, at, zone) === null
  const reading = deriveRecordStatus(record, type.rules, at, zone)
  const parts = (reading?.scope.grants ?? []).reduce((sum, { level }) => sum + level, 0)
  const whole = parts + (reading?.scope.endorsements.length ?? 0)
  const acts: Record<ActName, boolean> = {
    suspend: isPossible({ kind: 'SUSPENDED', from: null, until: null }),
    reinstate: isPossible({ kind: 'SUSPENSION_LIFTED' }),
    reduce: whole > 1 && isPossible({ kind: 'WITHDRAWN' }),
    revoke: isPossible({ kind: 'REVOKED' }),
    withdraw: isPossible({ kind: 'WITHDRAWN' }),
    correct: isCorrectable(record, type, at),
  }
  return actNames.filter((name) => acts[name])
}

/** Whether other dates could be written at all: a day more or less is tried, since the dates that stand are no correction. */
function isCorrectable(record: StoredCredential, type: StoredType, at: string): boolean {
  const reading = deriveRecordStatus(record, type.rules, at, type.brand.zone)
  if (!reading) return false
  const validUntil = addDays(reading.validUntil ?? record.validUntil, -1, type.brand.zone)
  const act = { kind: 'CORRECTED', validFrom: reading.validFrom, validUntil } as const
  return obstacleOfAct(act, record, type.rules, at, type.brand.zone) === null
}

export type ActPreview = {
  readonly obstacle: ActObstacle | null
  readonly conflicts: readonly DeciderConflict[]
  /** Null where the act is not possible. */
  readonly effect: CredentialEffect | null
}

/** What an act on a credential would change for its holder, before it happens; null where the credential is unknown to whoever asks. */
export async function previewAct(
  ctx: SignedInContext,
  credentialId: string,
  act: CredentialAct,
): Promise<ActPreview | null> {
  const found = await findInReach(ctx, credentialId)
  if (!found || !isOfficerOf(ctx.actor, found.type)) return null
  const { record, type } = found
  const at = ctx.now()
  const { zone } = type.brand
  const independence = await findIndependence(ctx.db, [record.personId, ctx.actor.personId], at)
  const conflicts = conflictsOfDecider(ctx.actor, independence, record.personId, at, zone)
  const obstacle = obstacleOfAct(act, record, type.rules, at, zone)
  if (obstacle) return { obstacle, conflicts, effect: null }
  return { obstacle: null, conflicts, effect: await effectOfAct(ctx, record, type, act) }
}
