import { refuseCredential } from '#app/features/credentials/index.server.ts'
import { decisionAction } from './decision-action.server.ts'

/** The page of the evidence stands here only while the decision comes back with something to correct. */
export { default, handle, loader, meta } from './evidence.tsx'

export const action = decisionAction('refuse', refuseCredential)
