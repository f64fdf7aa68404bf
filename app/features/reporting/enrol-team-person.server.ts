import type { SignedInContext } from '#app/context.server.ts'
import { type EnrolForCredentialOutcome, enrolForCredential } from '#app/features/credentials/index.server.ts'
import { findTeamAffiliations } from './team-member.repository.server.ts'

/**
 * Enrols an engineer of the provider acted for, named by staff code, for a credential. Everybody else’s people are unknown; whether the credential
 * may be begun is for the credentials to say.
 */
export async function enrolTeamPerson(
  ctx: SignedInContext,
  input: { personCode: string; brandCode: string; typeCode: string },
): Promise<EnrolForCredentialOutcome> {
  const { personCode, brandCode, typeCode } = input
  const team = await findTeamAffiliations(ctx.db, {
    providerId: ctx.actor.acting.organisationId,
    at: ctx.now(),
  })
  const person = team.find(({ code }) => code === personCode)
  if (!person) return { ok: false, reason: 'unknown-person' }
  return enrolForCredential(ctx, { brandCode, typeCode, personId: person.personId })
}
