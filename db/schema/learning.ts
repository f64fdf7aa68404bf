import type { Generated } from 'kysely'

/** Tables of courses, items, exams, practicals and of what people do in them. The migrations are the source; a test compares. */

export interface CourseTable {
  id: string
  code: string
  brandId: string | null
  categoryId: string | null
  level: number | null
  createdAt: string
}

export interface CourseVersionTable {
  id: string
  courseId: string
  version: number
  contentHash: string
  titleEn: string
  titleZh: string
  summaryEn: string
  summaryZh: string
  minutes: number
  benchMinutes: number
  objectivesJson: string
  expertReview: 'pending' | 'done'
  publishedAt: string
}

export interface LessonTable {
  id: string
  courseVersionId: string
  slug: string
  position: number
  minutes: number
  checkCount: number
  isSafetyCritical: 0 | 1
}

export interface LessonFaceTable {
  lessonId: string
  language: 'en' | 'zh-CN'
  title: string
  goalsJson: string
  sourcesJson: string
  headingsJson: string
  piecesJson: string
  contentHash: string
}

export interface KnowledgeCheckTable {
  lessonId: string
  checkId: string
  position: number
  choicesJson: string
  correctJson: string
  feedbackEn: string
  feedbackZh: string
}

export interface CourseEnrolmentTable {
  id: string
  personId: string
  courseId: string
  courseVersionId: string
  enrolledBy: string
  enrolledAt: string
  dueAt: string | null
  completedAt: string | null
  withdrawnAt: string | null
}

export interface LessonProgressTable {
  courseEnrolmentId: string
  lessonId: string
  furthestHeading: string | null
  secondsActive: Generated<number>
  viewCount: Generated<number>
  firstViewedAt: string
  lastViewedAt: string
  completedAt: string | null
}

export interface CheckAnswerTable {
  id: string
  courseEnrolmentId: string
  lessonId: string
  checkId: string
  choicesJson: string
  isCorrect: 0 | 1
  language: string
  answeredAt: string
}

export interface TrainingRecordTable {
  id: string
  personId: string
  trainerPersonId: string
  courseId: string
  fromAt: string
  untilAt: string | null
  recordedAt: string
}

export interface ItemTable {
  id: string
  courseId: string
  code: string
  state: 'DRAFT' | 'REVIEWED' | 'ACTIVE' | 'RETIRED'
  createdAt: string
  externalId: string | null
  /** Forms on which it has been, in whatever version. */
  shownCount: Generated<number>
}

export interface ItemVersionTable {
  id: string
  itemId: string
  version: number
  type: string
  domain: string
  difficulty: number
  isCritical: 0 | 1
  scoring: string
  faceJson: string
  keyJson: string
  rationaleJson: string
  source: string
  contentHash: string
  createdAt: string
  isDraft: Generated<0 | 1>
}

export interface ItemVersionMediaTable {
  itemVersionId: string
  position: number
  name: string
  mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/svg+xml'
  alt: string
  contentHash: string
  contentBase64: string
}

export interface ItemImportTable {
  id: string
  courseId: string
  personId: string
  state: 'OPEN' | 'DONE'
  fileName: string
  fileHash: string
  itemsJson: string
  reportJson: string
  createdAt: string
  closedAt: string | null
}

export interface ExamTable {
  id: string
  courseId: string
  code: string
}

export interface ExamBlueprintTable {
  id: string
  examId: string
  version: number
  mode: 'PROCTORED' | 'UNPROCTORED'
  minutes: number
  cutPermille: number
  itemCount: number
  blueprintJson: string
  contentHash: string
  publishedAt: string
}

export interface ExamSessionTable {
  id: string
  examId: string
  invigilatorPersonId: string
  placeEn: string
  placeZh: string
  checkInCode: string
  opensAt: string
  closesAt: string
  createdAt: string
  closedAt: string | null
}

export interface ExamFormTable {
  id: string
  blueprintId: string
  seed: string
  assembledAt: string
}

export interface ExamFormItemTable {
  formId: string
  position: number
  itemVersionId: string
  section: string
  optionOrderJson: string
}

export interface ExamAttemptTable {
  id: string
  examId: string
  blueprintId: string
  formId: string
  sessionId: string | null
  personId: string
  number: number
  mode: 'PROCTORED' | 'UNPROCTORED'
  state: 'IN_PROGRESS' | 'SUBMITTED' | 'IN_REVIEW' | 'PASSED' | 'FAILED' | 'VOIDED' | 'VOIDED_FOR_CAUSE'
  language: string
  startedAt: string
  deadlineAt: string
  submittedAt: string | null
  finalisedBy: 'candidate' | 'deadline' | null
  scorePermille: number | null
  resultJson: string | null
  answerHash: string | null
  /** Since when its clock stands still; null while it runs. */
  pausedAt: string | null
}

export interface ExamResponseTable {
  attemptId: string
  sequence: number
  itemVersionId: string
  kind: 'answer' | 'flag'
  valueJson: string
  receivedAt: string
}

export interface PracticalTable {
  id: string
  courseId: string
  code: string
}

export interface RubricTable {
  id: string
  practicalId: string
  version: number
  titleEn: string
  titleZh: string
  minutes: number
  rubricJson: string
  contentHash: string
  publishedAt: string
}

export interface PracticalAssessmentTable {
  id: string
  practicalId: string
  rubricId: string
  personId: string
  assessorPersonId: string | null
  requestedBy: string
  state: 'REQUESTED' | 'SCHEDULED' | 'IN_PROGRESS' | 'PASSED' | 'REFERRED' | 'FAILED' | 'CANCELLED' | 'VOIDED'
  placeEn: string
  placeZh: string
  scheduledAt: string | null
  startedAt: string | null
  scoredAt: string | null
  scorePermille: number | null
  resultJson: string | null
  requestedAt: string
}

export interface PracticalStepScoreTable {
  assessmentId: string
  stepId: string
  outcome: 'done' | 'partly' | 'not-done'
  note: string
  recordedAt: string
}
