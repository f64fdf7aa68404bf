import { type Fault, faultAt, startOfFile } from './fault.ts'
import { judgeLink } from './link-target.ts'
import type { GuardedLesson } from './read-lesson.server.ts'

/** What differs between the two languages of a lesson; each fault stands in the second file. */
export function findLanguageDifferences(first: GuardedLesson, second: GuardedLesson): Fault[] {
  const faults: Fault[] = []
  const report = (place: { line: number; column: number }, message: string) => {
    faults.push(
      faultAt(second.file, place, `${message} Both languages of a lesson must agree (${first.file}).`),
    )
  }
  for (const key of ['minutes', 'safetyCritical'] as const) {
    const [a, b] = [first.frontMatter[key], second.frontMatter[key]]
    if (a !== b) report(startOfFile, `${key} is ${String(b)} here and ${String(a)} there.`)
  }
  const [goals, otherGoals] = [first.frontMatter.goals.length, second.frontMatter.goals.length]
  if (goals !== otherGoals) report(startOfFile, `There are ${otherGoals} goals here and ${goals} there.`)

  compareLists(
    first.outline.headings,
    second.outline.headings,
    'heading',
    ({ depth }) => '#'.repeat(depth),
    report,
  )
  compareLists(first.outline.figures, second.outline.figures, 'figure', ({ src }) => src, report)
  compareLists(first.outline.checks, second.outline.checks, 'check', ({ id }) => id, report)
  for (const check of second.outline.checks) {
    const other = first.outline.checks.find(({ id }) => id === check.id)
    if (!other) continue
    if (check.choices.join(' ') !== other.choices.join(' ')) {
      report(
        check,
        `The check ${check.id} has the choices ${check.choices.join(', ')} here and ${other.choices.join(', ')} there.`,
      )
    } else if (check.correct.join(' ') !== other.correct.join(' ')) {
      report(
        check,
        `In the check ${check.id}, ${check.correct.join(', ')} is correct here and ${other.correct.join(', ')} there.`,
      )
    }
  }
  return faults
}

/** Reports the first place at which two lists of outline parts differ. */
function compareLists<Part extends { line: number; column: number }>(
  first: readonly Part[],
  second: readonly Part[],
  what: string,
  shown: (part: Part) => string,
  report: (place: { line: number; column: number }, message: string) => void,
): void {
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const [a, b] = [first[index], second[index]]
    if (a && b && shown(a) === shown(b)) continue
    const nth = `${what} ${index + 1}`
    if (a && b) report(b, `The ${nth} is ${shown(b)} here and ${shown(a)} there.`)
    else if (b) report(b, `The ${nth} (${shown(b)}) does not exist there.`)
    else report(second.at(-1) ?? startOfFile, `The ${nth} (${a ? shown(a) : ''}) is missing here.`)
    return
  }
}

/** Links inside a course that name no heading or no lesson. `lessons` are the sound lessons of one language by slug. */
export function findBrokenLinks(
  lesson: GuardedLesson,
  lessons: ReadonlyMap<string, GuardedLesson>,
  slugs: ReadonlySet<string>,
): Fault[] {
  return lesson.outline.links.flatMap((link) => {
    const verdict = judgeLink(link.url)
    if (!verdict.ok || verdict.target.kind === 'outside') return []
    const { target } = verdict
    if (target.kind === 'lesson' && !slugs.has(target.slug)) {
      return [
        faultAt(lesson.file, link, `There is no lesson ${target.slug} in this course. Correct the link.`),
      ]
    }
    const goal = target.kind === 'lesson' ? lessons.get(target.slug) : lesson
    const fragment = target.fragment
    if (!goal || fragment === null || goal.outline.headings.some(({ id }) => id === fragment)) return []
    return [
      faultAt(
        lesson.file,
        link,
        `There is no heading ${fragment} in ${goal.file}; headings are s1 to s${goal.outline.headings.length}.`,
      ),
    ]
  })
}
