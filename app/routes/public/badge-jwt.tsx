import { forAnyone } from '#app/access.server.ts'
import { answerBadge } from './answer-badge.server.ts'

/** A credential as a signed badge: a JWT. */
export const loader = forAnyone(answerBadge('jwt'))
