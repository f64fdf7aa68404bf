export {
  type AccommodationPage,
  type AccommodationProblem,
  accommodationShares,
  grantAccommodation,
  readAccommodations,
  stopAccommodation,
} from './accommodations.server.ts'
export {
  closeExamSession,
  type ExamSessions,
  openExamSession,
  readExamSessions,
} from './exam-sessions.server.ts'
export { finaliseOverdueAttempts } from './finalise-overdue-attempts.server.ts'
export { type ExamPass, findExamAttempts, findExamPasses } from './find-exam-passes.server.ts'
export type { Change, SaveOutcome, SaveRefusal } from './journal-change.server.ts'
export { BlueprintGapsError, publishBlueprint } from './publish-blueprint.server.ts'
export { type AttemptView, type ExamRoom, type RoomItem, readAttempt } from './read-attempt.server.ts'
export { type ExamBefore, readExam } from './read-exam.server.ts'
export { type ExamList, type ExamSummary, readExamList } from './read-exam-list.server.ts'
export { type AttemptResult, type ResultSection, type ResultView, readResult } from './read-result.server.ts'
export { readSession, type WatchedSession } from './read-session.server.ts'
export { saveResponse } from './save-response.server.ts'
export { type StartOutcome, type StartRefusal, startAttempt } from './start-attempt.server.ts'
export { type ExamCounts, readExamCounts } from './statistics/read-exam-counts.server.ts'
export {
  type ExamStatisticsPage,
  type ItemRow,
  readExamStatistics,
} from './statistics/read-exam-statistics.server.ts'
export { exportExamStatistics } from './statistics/statistics-csv.server.ts'
export { type SubmitOutcome, submitAttempt } from './submit-attempt.server.ts'
export { type Delivery, type DeskState, type Signal, takeDelivery } from './take-delivery.server.ts'
export { type WatchAct, type WatchProblem, watchAttempts } from './watch-attempts.server.ts'
