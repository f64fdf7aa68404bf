import type { SignedInContext } from '#app/context.server.ts'
import type { Decision } from '#app/domain/gate/gate-decision.ts'
import { findLedgerPage } from './ledger-page.repository.server.ts'
import { nameShownTo } from './read-decision.server.ts'
import { checkScopeOf } from './run-check.server.ts'

const pageSize = 50
/** More than anybody turns over; above it the page says that there are more. */
const mostCounted = 10_000

/**
 * One page of the gate's ledger: brands see decisions on their own units, providers those on their own outlets, the platform, monitors and authorities all,
 * the latter two with masked names. Who asked is named to the organisation that asked, and to the platform.
 */
export async function readLedgerPage(
  ctx: SignedInContext,
  asked: { search: string; decision: Decision | null; page: number },
) {
  const { acting } = ctx.actor
  const page = Math.min(asked.page, mostCounted / pageSize)
  const found = await findLedgerPage(ctx.db, {
    scope: checkScopeOf(ctx),
    code: asked.search.toUpperCase(),
    decision: asked.decision,
    page,
    pageSize,
    mostCounted,
  })
  const shown = nameShownTo(ctx)
  return {
    decisions: found.decisions.map(
      ({ askerCode, keyName, keyOrganisationId, askedForOrganisationId, engineerNameLatin, ...one }) => {
        const isOwn =
          acting.organisationKind === 'platform' || askedForOrganisationId === acting.organisationId
        return {
          ...one,
          engineerName: shown({ name: one.engineerName, nameLatin: engineerNameLatin }),
          askedBy: isOwn ? (askerCode ?? keyName) : null,
        }
      },
    ),
    total: found.total,
    isMore: found.total === mostCounted,
    page,
    pageSize,
  }
}

export type LedgerPage = Awaited<ReturnType<typeof readLedgerPage>>
