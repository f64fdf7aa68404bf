import { bankItem } from '#app/domain/exam/blueprint.ts'
import { type BlueprintGap, findBlueprintGaps } from '#app/domain/exam/blueprint-gaps.ts'
import type { BlueprintFile, ItemFile, PracticalFile } from './course-schema.ts'
import type { DataSource } from './data-source.ts'
import { type Fault, faultAt } from './fault.ts'
import type { CourseItem } from './item-mapping.ts'

type Report = (path: readonly PropertyKey[], message: string) => void

function collect(source: DataSource, judge: (report: Report) => void): Fault[] {
  const faults: Fault[] = []
  judge((path, message) => faults.push(faultAt(source.file, source.placeAt(path), message)))
  return faults
}

/** Faults within and between items: ids, answers that name no option, faces with different keys, domains the blueprint does not know. */
export function findItemFaults(
  source: DataSource,
  items: readonly ItemFile[],
  known: { readonly courseCode: string | undefined; readonly domains: ReadonlySet<string> | undefined },
): Fault[] {
  return collect(source, (report) => {
    const ids = new Set<string>()
    for (const [index, item] of items.entries()) {
      const at = (...rest: PropertyKey[]) => ['items', index, ...rest]
      if (ids.has(item.id)) report(at('id'), `The id ${item.id} is used twice. Give each item its own.`)
      ids.add(item.id)
      if (known.domains && !known.domains.has(item.domain)) {
        report(
          at('domain'),
          `The blueprint has no section for the domain ${item.domain}. Use one of ${[...known.domains].join(', ')}.`,
        )
      }
      if (item.course !== undefined && known.courseCode !== undefined && item.course !== known.courseCode) {
        report(
          at('course'),
          `The item says course ${item.course}, the folder is ${known.courseCode}. Correct or delete the line.`,
        )
      }
      judgeAnswer(item, at, report)
    }
  })
}

function judgeAnswer(item: ItemFile, at: (...rest: PropertyKey[]) => PropertyKey[], report: Report): void {
  if (item.type === 'truefalse' || item.type === 'numeric') return
  const sameKeys = (a: object, b: object) => Object.keys(a).sort().join() === Object.keys(b).sort().join()
  if (item.type === 'matching') {
    for (const side of ['left', 'right'] as const) {
      if (!sameKeys(item.en[side], item.zh[side]))
        report(at('en', side), `${item.id}: ${side} has other keys in English than in Chinese.`)
    }
    for (const left of Object.keys(item.en.left)) {
      if (!Object.hasOwn(item.answer, left))
        report(at('answer'), `${item.id}: the answer does not say what ${left} matches.`)
    }
    for (const [left, right] of Object.entries(item.answer)) {
      if (!Object.hasOwn(item.en.left, left))
        report(at('answer', left), `${item.id}: there is no left entry ${left}.`)
      if (!Object.hasOwn(item.en.right, right))
        report(at('answer', left), `${item.id}: there is no right entry ${right}.`)
    }
    return
  }
  if (!sameKeys(item.en.options, item.zh.options))
    report(at('en', 'options'), `${item.id}: the options have other keys in English than in Chinese.`)
  const keys = Object.keys(item.en.options)
  for (const [index, key] of item.answer.entries()) {
    if (!keys.includes(key))
      report(at('answer', index), `${item.id}: the answer names ${key}, which is no option.`)
  }
  if (new Set(item.answer).size !== item.answer.length)
    report(at('answer'), `${item.id}: the answer names an option twice.`)
  if (item.type === 'ordering' && item.answer.length !== keys.length)
    report(at('answer'), `${item.id}: the answer names all ${keys.length} options in order.`)
  if (item.type === 'multi' && item.answer.length === keys.length)
    report(at('answer'), `${item.id}: every option is right, so nothing is asked. Add a wrong one.`)
}

/** Faults of a blueprint by itself: code, sections used twice, a mix that does not add up, lessons that do not exist. */
export function findBlueprintFaults(
  source: DataSource,
  blueprint: BlueprintFile,
  known: { readonly courseCode: string | undefined; readonly slugs: ReadonlySet<string> },
): Fault[] {
  return collect(source, (report) => {
    if (known.courseCode !== undefined && blueprint.code !== known.courseCode) {
      report(['code'], `The code is ${blueprint.code} here and ${known.courseCode} in course.json.`)
    }
    const domains = new Set<string>()
    for (const [index, section] of blueprint.sections.entries()) {
      if (domains.has(section.domain))
        report(['sections', index, 'domain'], `The domain ${section.domain} has two sections. Join them.`)
      domains.add(section.domain)
      const { easy, medium, hard } = section.difficulty
      if (easy + medium + hard !== section.count) {
        report(
          ['sections', index, 'difficulty'],
          `easy, medium and hard add up to ${easy + medium + hard}, but count is ${section.count}.`,
        )
      }
      if (section.critical !== undefined && section.critical > section.count) {
        report(
          ['sections', index, 'critical'],
          `${section.critical} critical items cannot be among ${section.count}.`,
        )
      }
      for (const [at, slug] of section.lessons.entries()) {
        if (!known.slugs.has(slug))
          report(['sections', index, 'lessons', at], `There is no lesson ${slug} in this course.`)
      }
    }
  })
}

/** How many forms without a common item a bank must be able to fill. */
const formsInBank = 2

/** Where the bank does not hold twice what the blueprint draws, in both languages; each fault stands in the blueprint. */
export function findBankGaps(
  source: DataSource,
  blueprint: BlueprintFile,
  items: readonly CourseItem[],
): Fault[] {
  return collect(source, (report) => {
    for (const gap of findBlueprintGaps(blueprint, items.map(bankItem), { times: formsInBank })) {
      const index = blueprint.sections.findIndex(({ domain }) => domain === gap.section)
      const told = describeGap(gap)
      if (told) report(['sections', index, ...told.at], told.message)
    }
  })
}

function describeGap(gap: BlueprintGap): { at: PropertyKey[]; message: string } | undefined {
  switch (gap.kind) {
    case 'cell': {
      const message = `The bank holds ${gap.available} ${gap.band} items in ${gap.section}; twice the number drawn is ${gap.needed}. Write ${gap.needed - gap.available} more.`
      return { at: ['difficulty', gap.band], message }
    }
    case 'too-few-critical': {
      const message = `Two forms ask for ${gap.needed} critical items in ${gap.section}, but the bank yields at most ${gap.atMost}. Write more critical items.`
      return { at: ['critical'], message }
    }
    case 'too-many-critical': {
      const message = `Two forms ask for ${gap.needed} critical items in ${gap.section}, but cannot be drawn with fewer than ${gap.atLeast}. Write more items that are not critical.`
      return { at: ['critical'], message }
    }
    default:
      // A mix that does not add up and a section that stands twice are reported where the blueprint is judged by itself.
      return undefined
  }
}

/** Faults of a practical by itself: code, thresholds, ids used twice. */
export function findPracticalFaults(
  source: DataSource,
  practical: PracticalFile,
  courseCode: string | undefined,
): Fault[] {
  return collect(source, (report) => {
    if (courseCode !== undefined && practical.code !== `${courseCode}-P`) {
      report(['code'], `The code of this course's practical is ${courseCode}-P, not ${practical.code}.`)
    }
    if (practical.referPermille > practical.passPermille) {
      report(
        ['referPermille'],
        'referPermille is above passPermille. Between the two a person is referred; swap or lower it.',
      )
    }
    const stations = new Set<string>()
    const steps = new Set<string>()
    for (const [index, station] of practical.stations.entries()) {
      if (stations.has(station.id))
        report(['stations', index, 'id'], `The station id ${station.id} is used twice.`)
      stations.add(station.id)
      for (const [at, step] of station.steps.entries()) {
        if (steps.has(step.id))
          report(
            ['stations', index, 'steps', at, 'id'],
            `The step id ${step.id} is used twice in this practical.`,
          )
        steps.add(step.id)
      }
    }
  })
}
