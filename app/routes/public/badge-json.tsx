import { forAnyone } from '#app/access.server.ts'
import { answerBadge } from './answer-badge.server.ts'

/** A credential as a signed badge: JSON with an embedded proof. */
export const loader = forAnyone(answerBadge('json'))
