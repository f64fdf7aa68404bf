export { findWorkFacts } from './find-work-facts.server.ts'
export {
  connectWorkLog,
  type FinishedJob,
  type JobField,
  type JobOutcome,
  reportJobs,
} from './report-jobs.server.ts'
export { type FreeSlot, setFreeSlots } from './set-free-slots.server.ts'
export { findFreeSlots, findWorkLogConnections } from './work-log.repository.server.ts'
