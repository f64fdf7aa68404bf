/** The actions of the ledger that have words in the interface, in the order of the filter; one without is shown as it is written. */
export const auditActions = [
  'session.opened',
  'session.closed',
  'session.revoked',
  'password.set',
  'password.reset',
  'role.granted',
  'role.ended',
  'account.opened',
  'account.closed',
  'name.shown',
  'name.masked',
  'admin.created',
  'invitation.sent',
  'invitation.accepted',
  'invitation.withdrawn',
  'credential.enrolled',
  'credential.awaits-decision',
  'credential.renewal-lapsed',
  'credential.corrected',
  'credential.correction-proposed',
  'credential.proposal-dropped',
  'credential.given-up',
  'credential.decided',
  'credential.refused',
  'credential.issued',
  'credential.suspended',
  'credential.reinstated',
  'credential.reduced',
  'credential.revocation-proposed',
  'credential.revoked',
  'credential.withdrawn',
  'practical.requested',
  'practical.scheduled',
  'practical.scored',
  'rubric.published',
  'course.published',
  'course.enrolled',
  'lesson.completed',
  'course.completed',
  'training.recorded',
  'training.ended',
  'attempt.started',
  'attempt.passed',
  'attempt.failed',
  'attempt.paused',
  'attempt.resumed',
  'attempt.extended',
  'attempt.noted',
  'attempt.voided',
  'attempt.ended-for-cause',
  'accommodation.granted',
  'accommodation.ended',
  'exam-session.opened',
  'exam-session.closed',
  'blueprint.published',
  'items.published',
  'items.imported',
  'items.exported',
  'signing-keys.rotated',
  'api-key.made',
  'api-key.revoked',
  'recognition.recorded',
  'recognition.ended',
  'work-log.reported',
  'work-log.connected',
  'availability.set',
] as const

export type AuditAction = (typeof auditActions)[number]

/** The details that are shown; ids and hashes are for the machine. */
export const auditDetails = [
  'role',
  'organisation',
  'reason',
  'staffCode',
  'outlet',
  'how',
  'by',
  'brand',
  'type',
  'exam',
  'practical',
  'course',
  'lesson',
  'code',
  'version',
  'place',
  'number',
  'name',
  'scopes',
  'count',
  'engineer',
  'countsFrom',
] as const

/** Whether an action has words. */
export function isAuditAction(action: string): action is AuditAction {
  return (auditActions as readonly string[]).includes(action)
}

type Hyphenated<Text extends string> = Text extends `${infer Head}.${infer Tail}` ? `${Head}-${Tail}` : Text

/** The key of an action's words: the dot separates keys in the texts. */
export function auditActionKey(action: AuditAction): Hyphenated<AuditAction> {
  return action.replace('.', '-') as Hyphenated<AuditAction>
}
