import type { SignedInContext } from '#app/context.server.ts'
import type { Outcome } from '#app/domain/shared/outcomes.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findCourseReach, isInReach } from '#app/features/curriculum/index.server.ts'
import { findAddressee } from '#app/features/identity/index.server.ts'
import { queueMessage } from '#app/features/notifications/index.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/schema/index.ts'
import { advanceIn } from './advance-enrolments.server.ts'
import { findTypeByCode, type StoredTypeWithRequirement } from './credential-type.repository.server.ts'
import { insertEnrolment } from './enrolment.repository.server.ts'
import { findCredentialsOf } from './find-credentials.server.ts'
import { findPrimaryOutlet } from './person-places.repository.server.ts'
import { curriculumFor, reissueBlock } from './reissue.ts'

export type EnrolForCredentialOutcome = Outcome<
  { readonly enrolmentId: string },
  'unknown-type' | 'unknown-person' | 'not-allowed' | 'enrolled-already' | 'held-already' | 'revoked-recently'
>

/**
 * Enrols for a credential, on the path that is open (`curriculumFor`), and freezes what it asks for today. Without `personId` one enrols oneself; a
 * provider's manager enrols the provider's own people. Types of brands out of reach are unknown. Refused where an enrolment is open and where
 * `reissueBlock` stands against it. Who can show everything already awaits a decision at once.
 */
export async function enrolForCredential(
  ctx: SignedInContext,
  input: { brandCode: string; typeCode: string; personId?: string | undefined },
): Promise<EnrolForCredentialOutcome> {
  const { acting, memberships, personId: ownId } = ctx.actor
  const personId = input.personId ?? ownId
  const isOwn = personId === ownId
  if (!isOwn && !(acting.organisationKind === 'provider' && acting.roles.includes('provider-manager'))) {
    return { ok: false, reason: 'not-allowed' }
  }
  const at = ctx.now()
  const [type, reach] = await Promise.all([
    findTypeByCode(ctx.db, input.brandCode, input.typeCode),
    findCourseReach(ctx.db, isOwn ? memberships : [acting], at),
  ])
  if (!type || !isInReach(type.brand.id, reach)) return { ok: false, reason: 'unknown-type' }
  return ctx.db.transaction().execute(async (trx): Promise<EnrolForCredentialOutcome> => {
    const outlet = await findPrimaryOutlet(trx, personId, at, isOwn ? null : acting.organisationId)
    if (!isOwn && !outlet) return { ok: false, reason: 'unknown-person' }
    const held = await findCredentialsOf(trx, [personId], at)
    const blocked = reissueBlock(held, type, at)
    if (blocked) return { ok: false, reason: blocked }
    const { path, requirement } = curriculumFor(held, type, at)
    const enrolmentId = ctx.newId()
    const isEnrolled = await insertEnrolment(trx, {
      id: enrolmentId,
      personId,
      credentialTypeId: type.id,
      sponsorOutletId: outlet?.outletId ?? null,
      requirementJson: JSON.stringify(requirement),
      path,
      enrolledBy: ownId,
      enrolledAt: at,
      recordedAt: at,
    })
    if (!isEnrolled) return { ok: false, reason: 'enrolled-already' }
    await recordAudit(ctx, trx, {
      action: 'credential.enrolled',
      subjectKind: 'person',
      subjectId: personId,
      details: { brand: type.brand.code, type: type.code, path, enrolmentId },
    })
    if (!isOwn) await tellEnrolled(ctx, trx, personId, type)
    await advanceIn(ctx, trx, personId)
    return { ok: true, enrolmentId }
  })
}

async function tellEnrolled(
  ctx: SignedInContext,
  trx: Db,
  personId: string,
  type: StoredTypeWithRequirement,
): Promise<void> {
  const { code, name, language } = await findAddressee(trx, personId)
  await queueMessage(ctx, trx, {
    template: 'enrolled',
    personId,
    channel: 'inbox',
    destination: code,
    language,
    path: paths.ladder(),
    values: { name, what: `${type.code} ${language === 'en' ? type.name.en : type.name.zh}` },
  })
}
