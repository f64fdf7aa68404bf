import type { Context } from '#app/context.server.ts'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { addHours } from '#app/domain/shared/instants.ts'
import { type NamedField, type SeenBy, unknownFields } from './check-gate.server.ts'
import { gatherCase, gatherFacts } from './gather-facts.server.ts'
import { type FactKeeper, factKeeper } from './kept-facts.server.ts'
import {
  findEngineersAt,
  findMainOutlet,
  findOutletByCode,
  findWorkOfBrand,
} from './network-reads.repository.server.ts'

const mostPeople = 200

/** What one engineer may do on one model, operation by operation; `deny` with the codes that block. */
export type ModelPermissions = {
  readonly category: string
  readonly model: string
  readonly allow: readonly string[]
  readonly allowWithWarning: readonly string[]
  readonly deny: readonly { readonly operation: string; readonly codes: readonly string[] }[]
}

export type EngineerPermissions = {
  readonly engineer: string
  readonly outlet: string
  readonly brand: string
  readonly at: string
  readonly models: readonly ModelPermissions[]
}

/** The matrix of an outlet: a row for each engineer; what is not named is denied. */
export type OutletPermissions = {
  readonly outlet: string
  readonly brand: string
  readonly at: string
  readonly work: readonly {
    readonly category: string
    readonly model: string
    readonly operations: readonly string[]
  }[]
  readonly engineers: readonly {
    readonly engineer: string
    readonly name: string
    readonly models: readonly Pick<ModelPermissions, 'category' | 'model' | 'allow' | 'allowWithWarning'>[]
  }[]
}

type Refused = { ok: false; unknown: readonly NamedField[] }

/**
 * What an engineer may do for a brand in the hour from now, at their main outlet or another one, on the ground, alone: every operation on every model, by
 * the gate itself. A list to plan by; a job is decided by its own check.
 */
export async function readEngineerPermissions(
  ctx: Context,
  seenBy: SeenBy,
  asked: { engineer: string; brand: string; outlet: string | null },
): Promise<{ ok: true; permissions: EngineerPermissions } | Refused> {
  const outlet = asked.outlet ?? (await findMainOutlet(ctx.db, asked.engineer, ctx.now()))?.code
  if (outlet === undefined) return { ok: false, unknown: ['engineer'] }
  const ready = await prepare(ctx, seenBy, { ...asked, outlet })
  if (!ready.ok) {
    // Where the outlet was not named, its being unseen says that the engineer is.
    const named: readonly NamedField[] = asked.outlet === null ? ['engineer'] : ready.unknown
    return { ok: false, unknown: ready.unknown.includes('brand') ? ['brand'] : named }
  }
  const models: ModelPermissions[] = []
  for (const { category, model, operations } of ready.work) {
    const lists = { allow: [] as string[], allowWithWarning: [] as string[] }
    const deny: { operation: string; codes: string[] }[] = []
    for (const operation of operations) {
      const request = { ...ready.request, model, operation }
      const { decision, reasons } = evaluateGate(
        request,
        await gatherFacts(ctx.db, request, [], ready.keeper),
      )
      if (decision === 'ALLOW') lists.allow.push(operation)
      else if (decision === 'ALLOW_WARN') lists.allowWithWarning.push(operation)
      else {
        const blocks = reasons.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code)
        deny.push({ operation, codes: [...new Set(blocks)] })
      }
    }
    models.push({ category, model, ...lists, deny })
  }
  const { engineer, brand } = asked
  return { ok: true, permissions: { engineer, outlet, brand, at: ready.request.asOf, models } }
}

/** What each engineer of an outlet may do for a brand in the hour from now, on the ground, alone. */
export async function readOutletPermissions(
  ctx: Context,
  seenBy: SeenBy,
  asked: { outlet: string; brand: string },
): Promise<{ ok: true; permissions: OutletPermissions } | Refused> {
  const ready = await prepare(ctx, seenBy, { ...asked, engineer: '' })
  if (!ready.ok) return ready
  const { request, keeper, work } = ready
  const people = await findEngineersAt(ctx.db, {
    outlets: [asked.outlet],
    ...request.window,
    limit: mostPeople,
  })
  const rows = people.map(({ code, name }) => ({
    engineer: code,
    name,
    models: work.map(({ category, model }) => ({
      category,
      model,
      allow: [] as string[],
      allowWithWarning: [] as string[],
    })),
  }))
  const [first, ...others] = people.map(({ code }) => code)
  if (first !== undefined) {
    for (const [place, { model, operations }] of work.entries())
      for (const operation of operations) {
        await new Promise((turn) => setImmediate(turn))
        const about = { ...request, model, operation, engineer: first }
        const facts = await gatherFacts(ctx.db, about, others, keeper)
        for (const row of rows) {
          const { decision } = evaluateGate({ ...about, engineer: row.engineer }, facts)
          if (decision === 'ALLOW') row.models[place]?.allow.push(operation)
          if (decision === 'ALLOW_WARN') row.models[place]?.allowWithWarning.push(operation)
        }
      }
  }
  return { ok: true, permissions: { ...asked, at: request.asOf, work, engineers: rows } }
}

type Ready = {
  ok: true
  request: GateRequest
  keeper: FactKeeper
  work: Awaited<ReturnType<typeof findWorkOfBrand>>
}

/** Everything that the cases of a matrix have in common; refused where something named does not exist for whoever asks. */
async function prepare(
  ctx: Context,
  seenBy: SeenBy,
  { engineer, brand, outlet }: { engineer: string; brand: string; outlet: string },
): Promise<Ready | Refused> {
  const keeper = await factKeeper(ctx.db)
  const seen = await keeper.outletsSeenBy(seenBy)
  const work = await findWorkOfBrand(ctx.db, brand)
  const place = await findOutletByCode(ctx.db, outlet)
  const at = ctx.now()
  const request: GateRequest = {
    engineer,
    supervisor: null,
    outlet,
    brand,
    operation: work[0]?.operations[0] ?? '',
    model: work[0]?.model ?? '',
    site: { jurisdiction: place?.jurisdictionPath ?? '', heightM: 0 },
    window: { start: at, end: addHours(at, 1) },
    checkpoint: 'CANDIDATES',
    asOf: at,
  }
  const about: readonly NamedField[] = engineer === '' ? ['brand', 'outlet'] : ['brand', 'outlet', 'engineer']
  const unknown = unknownFields(request, await gatherCase(ctx.db, request, [], keeper), seenBy, seen)
  const wrong = unknown.filter((field) => about.includes(field))
  return wrong.length > 0 ? { ok: false, unknown: wrong } : { ok: true, request, keeper, work }
}
