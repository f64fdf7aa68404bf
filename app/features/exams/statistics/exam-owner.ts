import type { Membership } from '#app/features/identity/index.server.ts'
import type { ExamOwner } from './exam-answers.repository.server.ts'

/**
 * Whose exams somebody sees who acts under a membership: a brand's people their brand's alone, the platform's people those common to all brands. Null
 * for everybody else. Distractor counts show keys, so that not even a brand that relies on a common exam sees its statistics.
 */
export function examOwnerOf({ organisationId, organisationKind }: Membership): ExamOwner | null {
  if (organisationKind === 'brand') return { brandId: organisationId }
  return organisationKind === 'platform' ? { brandId: null } : null
}
