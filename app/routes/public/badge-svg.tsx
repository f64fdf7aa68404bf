import { forAnyone } from '#app/access.server.ts'
import { answerBadge } from './answer-badge.server.ts'

/** A credential as a signed badge: an SVG that carries it. */
export const loader = forAnyone(answerBadge('svg'))
