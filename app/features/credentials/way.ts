import type { Bilingual } from '#app/domain/shared/bilingual.ts'

/** What kind of thing a step of a way is. `credential`: a rung, component or endorsement that is earned on its own; `work`: finished jobs. */
export type WayStepKind = 'course' | 'exam' | 'practical' | 'credential' | 'licence' | 'work' | 'decision'

/** `unavailable`: nobody offers it yet. */
export type WayStepState = 'done' | 'open' | 'unavailable'

/** One step towards a credential. `hours` are the learner's own, 0 where the step costs none. */
export type WayStep = {
  key: string
  kind: WayStepKind
  /** The course, exam, practical, credential type or licence type. */
  code: string
  title: Bilingual
  state: WayStepState
  hours: number
}

/** How one person earns one credential type. */
export type Way = {
  typeCode: string
  name: Bilingual
  steps: WayStep[]
  /** The learner's hours that are still to come. */
  hours: number
  /** Whether every step that is left can be taken. */
  isOpen: boolean
}
