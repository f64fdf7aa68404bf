import type { SignedInContext } from '#app/context.server.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { addDaysToDay, addHours, dayIn, midnightOf } from '#app/domain/shared/instants.ts'
import { unknownFields } from './check-gate.server.ts'
import type { CheckField, CheckProblem, CheckValues } from './check-input.ts'
import {
  type CheckScope,
  findCheckDefaults,
  findModelOptions,
  findOperationOptions,
  findOutletOptions,
} from './check-options.repository.server.ts'
import { decideGate } from './decide-gate.server.ts'
import { gatherCase } from './gather-facts.server.ts'
import { factKeeper } from './kept-facts.server.ts'

export type CheckOutcome =
  | { ok: true; decisionId: string }
  | { ok: false; reason: 'invalid'; problems: Partial<Record<CheckField, CheckProblem>> }

/** Whose people and units somebody may ask about: a brand its own, a provider its own, others everything. */
export function checkScopeOf(ctx: SignedInContext): CheckScope {
  const { organisationKind, organisationId } = ctx.actor.acting
  return {
    brandId: organisationKind === 'brand' ? organisationId : null,
    providerId: organisationKind === 'provider' ? organisationId : null,
  }
}

/**
 * Answers one check as it stands in the form and records the decision. Brand and place follow from model and outlet; an empty outlet is the
 * engineer's own. Names every field that is wrong at once; a brand is asked only about its own units, a provider only about its own outlets, and both only about
 * people they may see.
 */
export async function runCheck(ctx: SignedInContext, values: CheckValues): Promise<CheckOutcome> {
  const problems: Partial<Record<CheckField, CheckProblem>> = {}
  const scope = checkScopeOf(ctx)
  const found = await findCheckDefaults(ctx.db, values)
  const outletCode = values.outlet || found.affiliation?.outletCode || ''
  const outlet = values.outlet
    ? found.outlet
    : (await findCheckDefaults(ctx.db, { ...values, outlet: outletCode })).outlet
  for (const field of ['engineer', 'operation', 'model'] as const)
    if (values[field] === '') problems[field] = 'missing'
  if (values.model !== '' && !found.model) problems.model = 'unknown'
  if (found.model && scope.brandId && found.model.brandId !== scope.brandId) problems.model = 'not-yours'
  if (!outlet) problems.outlet = outletCode === '' ? 'missing' : 'unknown'
  else if (scope.providerId && outlet.providerId !== scope.providerId)
    // An outlet that was not named is that of an engineer who is none of the asker's business: as if there were no such engineer.
    problems.outlet = values.outlet === '' ? 'missing' : 'not-yours'
  const zone = ctx.actor.acting.timeZone
  const start = readLocalTime(values.start, zone)
  const end = readLocalTime(values.end, zone)
  if (!start) problems.start = values.start === '' ? 'time-missing' : 'time-form'
  if (!end) problems.end = values.end === '' ? 'time-missing' : 'time-form'
  if (start && end && end <= start) problems.end = 'end-before-start'
  const height = values.height === '' ? null : Number(values.height)
  if (height !== null && !(height >= 0 && height < 1000)) problems.height = 'height-form'
  if (Object.keys(problems).length > 0 || !found.model || !outlet || !start || !end)
    return { ok: false, reason: 'invalid', problems }

  const request: GateRequest = {
    engineer: values.engineer.toUpperCase(),
    supervisor: values.supervisor === '' ? null : values.supervisor.toUpperCase(),
    outlet: outlet.code,
    brand: found.model.brandCode,
    operation: values.operation.toUpperCase(),
    model: values.model,
    site: { jurisdiction: outlet.jurisdictionPath, heightM: height },
    window: { start, end },
    checkpoint: 'ASSIGN',
    asOf: ctx.now(),
  }
  const unseen = await findUnseen(ctx, request)
  if (unseen.includes('outlet') && values.outlet === '')
    return { ok: false, reason: 'invalid', problems: { outlet: 'missing' } }
  for (const field of unseen) problems[field] = 'unknown'
  if (unseen.length > 0) return { ok: false, reason: 'invalid', problems }
  const outcome = await decideGate(ctx, request)
  if (!outcome.ok) return { ok: false, reason: 'invalid', problems: { engineer: 'unknown' } }
  return { ok: true, decisionId: outcome.decisionId }
}

/** Of the people and the outlet of a request those that are none of the asker's business, and to them as if they did not exist (decision 0048). */
async function findUnseen(ctx: SignedInContext, request: GateRequest) {
  const scope = checkScopeOf(ctx)
  if (!scope.brandId && !scope.providerId) return []
  const keeper = await factKeeper(ctx.db)
  const gathered = await gatherCase(ctx.db, request, [], keeper)
  const seenBy = { ...scope, brandCode: scope.brandId ? ctx.actor.acting.organisationCode : null }
  const unknown = unknownFields(request, gathered, seenBy, await keeper.outletsSeenBy(scope))
  return (['engineer', 'supervisor', 'outlet'] as const).filter((field) => unknown.includes(field))
}

/** What the form starts with: tomorrow from nine to eleven, and the choices within the asker's scope. */
export async function readCheckForm(ctx: SignedInContext, given: Partial<CheckValues>) {
  const scope = checkScopeOf(ctx)
  const [operations, models, outlets] = await Promise.all([
    findOperationOptions(ctx.db, scope, ''),
    findModelOptions(ctx.db, scope),
    findOutletOptions(ctx.db, scope, given.outlet ?? ''),
  ])
  const zone = ctx.actor.acting.timeZone
  const tomorrow = midnightOf(addDaysToDay(dayIn(ctx.now(), zone), 1), zone)
  return {
    options: { operations, models, outlets },
    suggestedStart: addHours(tomorrow, 9),
    suggestedEnd: addHours(tomorrow, 11),
    zone,
  }
}

/** `2026-11-24T09:00` in a zone as an instant; null where it is no such time. An instant is taken as it is. */
function readLocalTime(text: string, zone: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return text
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!match) return null
  const [, day = '', hours, minutes] = match
  if (new Date(`${day}T00:00:00.000Z`).toISOString().slice(0, 10) !== day) return null
  return addHours(midnightOf(day, zone), Number(hours) + Number(minutes) / 60)
}
