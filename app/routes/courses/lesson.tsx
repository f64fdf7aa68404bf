import { type MetaFunction, redirect } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { allRoles, forRoles, requireParam } from '#app/access.server.ts'
import type { LessonProblem } from '#app/features/learning/components/lesson-body.tsx'
import { LessonReader } from '#app/features/learning/components/lesson-reader.tsx'
import { readLessonPage, textOnlyDrawn } from '#app/features/learning/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['learning'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.lesson.title} · ${data.lesson.course.code} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(allRoles, async (ctx, { params, request, context }) => {
  const courseCode = requireParam(params, 'course')
  const outcome = await readLessonPage(ctx, {
    courseCode,
    lessonSlug: requireParam(params, 'lesson'),
    isFetchedAhead: /prefetch/.test(
      request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? '',
    ),
  })
  if (outcome.kind === 'unknown') throw new Response(null, { status: 404 })
  if (outcome.kind === 'enrol-first') throw redirect(paths.course(courseCode))
  const { lesson } = outcome
  const pieces = context.isDocument ? textOnlyDrawn(lesson.pieces) : lesson.pieces
  return { lesson: { ...lesson, pieces }, problem: problemFrom(new URL(request.url).searchParams) }
})

/** An answer given in place brings its own result: reading the lesson again would only count one more view. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  formAction?.endsWith('/check') ? false : defaultShouldRevalidate

/** What a page without JavaScript comes back with after a form that was refused. */
function problemFrom(query: URLSearchParams): LessonProblem | null {
  const check = query.get('check')
  const problem = query.get('problem')
  if (check === null) return null
  return problem === 'nothing-chosen' || problem === 'unknown-choice' || problem === 'open'
    ? { check, problem }
    : null
}

export default function LessonRoute() {
  const { lesson, problem } = useLoaderData<typeof loader>()
  return <LessonReader key={`${lesson.course.code} ${lesson.slug}`} lesson={lesson} problem={problem} />
}
