import type { SignedInContext } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { updateNamePublic } from './person.repository.server.ts'

/** Shows the actor's whole name on the public pages of their certificates, or masks it, which it is as long as nobody chose. */
export async function choosePublicName(
  ctx: SignedInContext,
  { isPublic }: { isPublic: boolean },
): Promise<void> {
  const { personId } = ctx.actor
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await updateNamePublic(trx, personId, isPublic ? 1 : 0))) return
    await recordAudit(ctx, trx, {
      action: isPublic ? 'name.shown' : 'name.masked',
      subjectKind: 'person',
      subjectId: personId,
    })
  })
}
