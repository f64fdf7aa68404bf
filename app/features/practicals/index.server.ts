export {
  findOpenPracticals,
  findPracticalResults,
  type OpenPractical,
  type PracticalResult,
} from './find-practical-results.server.ts'
export { findIndependence, type Independence } from './independence.repository.server.ts'
export { publishRubric, SeveralAssessorsError } from './publish-rubric.server.ts'
export {
  type AssessmentView,
  readAssessment,
  readScoreSheet,
  readStation,
  type ScoreSheet,
  type StationView,
} from './read-station.server.ts'
export { type RequestOutcome, requestPractical } from './request-practical.server.ts'
export { type EnteredScores, type ScoreOutcome, scoreAssessment } from './score-assessment.server.ts'
export { type TakeOutcome, takeAssessment } from './take-assessment.server.ts'
