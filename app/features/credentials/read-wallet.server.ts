import type { SignedInContext } from '#app/context.server.ts'
import { type Bilingual, inLanguage } from '#app/domain/shared/bilingual.ts'
import { findRungs } from './credential-type.repository.server.ts'
import { findCredentialsOf } from './find-credentials.server.ts'
import { labelOf } from './read-ladders.server.ts'

const over = ['SUPERSEDED', 'REVOKED', 'WITHDRAWN', 'LAPSED']

/** The actor's own credentials: those that still stand, the ones that grant work first, and those that are history. */
export async function readWallet(ctx: SignedInContext) {
  const held = await findCredentialsOf(ctx.db, [ctx.actor.personId], ctx.now())
  const rungs = await findRungs(
    ctx.db,
    held.flatMap(({ type }) =>
      type.rules.grants.map(({ category }) => ({ brandCode: type.brand.code, categoryCode: category })),
    ),
  )
  const say = (text: Bilingual) => inLanguage(text, ctx.language)
  const cards = held.toReversed().map((one) => ({
    id: one.id,
    number: one.number,
    publicSlug: one.publicSlug,
    typeCode: one.type.code,
    kind: one.type.kind,
    name: say(one.type.name),
    brand: say(one.type.brand.name),
    zone: one.type.brand.zone,
    status: one.reading.status,
    grantsWork: one.reading.grantsWork,
    validFrom: one.validFrom,
    validUntil: one.validUntil,
    statusUntil: one.reading.until,
    completeness: one.composite?.completeness ?? null,
    scope: one.reading.scope.grants.map(({ category, level }) => {
      const own = rungs.filter(
        (rung) => rung.categoryCode === category && rung.brandCode === one.type.brand.code,
      )
      const rung = own.find((candidate) => candidate.level === level)
      return {
        category: rung ? say({ en: rung.categoryEn, zh: rung.categoryZh }) : category,
        level,
        label: rung ? labelOf(rung.code) : `L${level}`,
        rungs: own.length,
        text: rung ? say({ en: rung.scopeEn, zh: rung.scopeZh }) : '',
      }
    }),
  }))
  return {
    current: cards
      .filter(({ status }) => !over.includes(status))
      .sort((a, b) => Number(b.grantsWork) - Number(a.grantsWork)),
    history: cards.filter(({ status }) => over.includes(status)),
  }
}

export type Wallet = Awaited<ReturnType<typeof readWallet>>
export type WalletCard = Wallet['current'][number]
