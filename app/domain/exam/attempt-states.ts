/** The life of an exam attempt as data (model 5.2). */
export type AttemptState =
  /** Before there is an attempt. */
  | 'NONE'
  | 'BOOKED'
  | 'CHECKED_IN'
  | 'IN_PROGRESS'
  | 'INTERRUPTED'
  | 'SUBMITTED'
  | 'IN_REVIEW'
  | 'PASSED'
  | 'FAILED'
  | 'VOIDED'
  | 'VOIDED_FOR_CAUSE'

export type AttemptEvent =
  | 'book'
  | 'check-in'
  | 'start'
  | 'disconnect'
  | 'resume'
  | 'submit'
  | 'deadline'
  | 'need-review'
  | 'pass'
  | 'fail'
  | 'technical-fault'
  | 'misconduct'

/** What must have been proven before a transition; the use case proves it, this table says what. */
export type AttemptGuard =
  /** `nextAttemptAllowedAt` allows an attempt. */
  | 'attempt-allowed'
  | 'identity-matched'
  | 'invigilator-is-not-trainer'
  | 'mode-meets-requirement'
  | 'before-deadline'
  | 'deadline-passed'
  | 'same-person'
  | 'same-form'
  /** Attested by somebody who is neither the candidate's trainer nor a colleague. */
  | 'attested-by-independent'
  | 'two-persons'

export type AttemptTransition = { readonly to: AttemptState; readonly guards: readonly AttemptGuard[] }

const to = (state: AttemptState, ...guards: readonly AttemptGuard[]): AttemptTransition => ({
  to: state,
  guards,
})
const forCause = to('VOIDED_FOR_CAUSE')
const ourFault = to('VOIDED', 'attested-by-independent')

/** Every transition there is; what is not listed is refused. */
export const attemptTransitions: Readonly<
  Record<AttemptState, Readonly<Partial<Record<AttemptEvent, AttemptTransition>>>>
> = {
  NONE: {
    book: to('BOOKED', 'attempt-allowed'),
    // Walking in: check-in and start in one act, with the guards of both.
    start: to(
      'IN_PROGRESS',
      'attempt-allowed',
      'identity-matched',
      'invigilator-is-not-trainer',
      'mode-meets-requirement',
    ),
  },
  BOOKED: {
    'check-in': to('CHECKED_IN', 'identity-matched', 'invigilator-is-not-trainer', 'mode-meets-requirement'),
    misconduct: forCause,
  },
  CHECKED_IN: { start: to('IN_PROGRESS'), misconduct: forCause },
  IN_PROGRESS: {
    disconnect: to('INTERRUPTED'),
    submit: to('SUBMITTED', 'before-deadline'),
    deadline: to('SUBMITTED', 'deadline-passed'),
    misconduct: forCause,
  },
  INTERRUPTED: {
    resume: to('IN_PROGRESS', 'before-deadline', 'same-person', 'same-form'),
    deadline: to('SUBMITTED', 'deadline-passed'),
    misconduct: forCause,
  },
  SUBMITTED: {
    pass: to('PASSED'),
    fail: to('FAILED'),
    'need-review': to('IN_REVIEW'),
    'technical-fault': ourFault,
    misconduct: forCause,
  },
  IN_REVIEW: { pass: to('PASSED'), fail: to('FAILED'), misconduct: forCause },
  // A rescore after an item was invalidated leads from a result to a result, decided by two persons.
  PASSED: {
    pass: to('PASSED', 'two-persons'),
    fail: to('FAILED', 'two-persons'),
    'technical-fault': to('VOIDED', 'attested-by-independent', 'two-persons'),
  },
  FAILED: {
    pass: to('PASSED', 'two-persons'),
    fail: to('FAILED', 'two-persons'),
    'technical-fault': ourFault,
  },
  VOIDED: {},
  VOIDED_FOR_CAUSE: {},
}

export type AttemptStep =
  | { readonly ok: true; readonly state: AttemptState; readonly guards: readonly AttemptGuard[] }
  /** `possible`: the events that the state does allow. */
  | { readonly ok: false; readonly reason: 'not-possible'; readonly possible: readonly AttemptEvent[] }

/** The state an event leads to and what must be proven for it, or a refusal. */
export function nextAttemptState(state: AttemptState, event: AttemptEvent): AttemptStep {
  const transitions = attemptTransitions[state]
  const transition = transitions[event]
  if (transition !== undefined) return { ok: true, state: transition.to, guards: transition.guards }
  return { ok: false, reason: 'not-possible', possible: Object.keys(transitions) as AttemptEvent[] }
}

/** Whether a result stands or never will; nothing but a rescore or a void moves it. */
export function isAttemptOver(state: AttemptState): boolean {
  return state === 'PASSED' || state === 'FAILED' || state === 'VOIDED' || state === 'VOIDED_FOR_CAUSE'
}
