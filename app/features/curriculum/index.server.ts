export { findBrandCodes } from './course.repository.server.ts'
export { type CourseListQuery, findCoursePage } from './course-list.repository.server.ts'
export { findTypesAskingFor } from './course-outline.repository.server.ts'
export {
  type AnswerKey,
  type CourseOutline,
  type LessonFace,
  type OutlinedLesson,
  readAnswerKeys,
  readCourseOutline,
  readLessonFace,
} from './course-outline.server.ts'
export { type CourseReach, findCourseReach, isInReach, wholeReach } from './course-reach.server.ts'
export { type Course, findCourseByCode, listCourses } from './find-courses.server.ts'
export { type PublishedCourse, publishCourse, UnknownCoursePlaceError } from './publish-course.server.ts'
