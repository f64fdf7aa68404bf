export { type AnsweredCheck, type AnswerOutcome, answerCheck } from './answer-check.server.ts'
export { type ConfirmOutcome, confirmLesson } from './confirm-lesson.server.ts'
export { type EnrolOutcome, enrolInCourse, enrolPerson } from './enrol-in-course.server.ts'
export { type CourseCompletion, findCourseCompletions } from './find-course-completions.server.ts'
export { type CourseList, readCourseList } from './read-course-list.server.ts'
export { type CoursePage, readCoursePage } from './read-course-page.server.ts'
export { type LessonOutcome, type LessonPage, readLessonPage } from './read-lesson-page.server.ts'
export { recordLessonView, recordProgress } from './record-progress.server.ts'
export { textOnlyDrawn } from './text-only-drawn.server.ts'
export {
  endTraining,
  findTrainersOfRecord,
  type RecordTrainingOutcome,
  readTraineesPage,
  recordTraining,
  type TraineesPage,
  type TrainerOfRecord,
} from './training.server.ts'
