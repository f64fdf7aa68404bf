import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { advanceIn } from './advance-enrolments.server.ts'
import { findTypeByCode } from './credential-type.repository.server.ts'
import { findRenewalEnrolment, moveToFullPath } from './enrolment.repository.server.ts'
import { findCredentialsOf } from './find-credentials.server.ts'
import { curriculumFor } from './reissue.ts'

/**
 * Moves a person's open renewal of a type to the full path, where the record it would have renewed has lapsed (model 5.4): what is asked for is frozen anew, and
 * what is there already goes on counting. Nothing happens where no renewal is open or the short path still is.
 */
export async function followFullPath(
  ctx: Context,
  trx: Db,
  { personId, brandCode, typeCode }: { personId: string; brandCode: string; typeCode: string },
): Promise<void> {
  const type = await findTypeByCode(trx, brandCode, typeCode)
  const enrolment = type && (await findRenewalEnrolment(trx, personId, type.id))
  if (!type || !enrolment) return
  const at = ctx.now()
  const { path, requirement } = curriculumFor(await findCredentialsOf(trx, [personId], at), type, at)
  if (path === 'RENEWAL') return
  if (!(await moveToFullPath(trx, enrolment.id, JSON.stringify(requirement)))) return
  await recordAudit(ctx, trx, {
    action: 'credential.renewal-lapsed',
    subjectKind: 'person',
    subjectId: personId,
    details: { brand: brandCode, type: typeCode, enrolmentId: enrolment.id },
  })
  await advanceIn(ctx, trx, personId)
}
