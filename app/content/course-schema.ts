import { z } from 'zod'
import { idPattern } from './component-list.ts'

/**
 * The schemas of a course's files (docs/how-we-build/course-content.md). Units: minutes and hours as named, shares in
 * permille. They judge each file alone; what several files must agree in is judged by `read-course.server.ts`.
 */
const shortText = z.string().trim().min(1, 'write a text').max(400, 'at most 400 characters')
const longText = z.string().trim().min(1, 'write a text').max(4000, 'at most 4,000 characters')
const bilingual = z.strictObject({ en: shortText, zh: shortText })
const bilingualLong = z.strictObject({ en: longText, zh: longText })
const permille = z.int('a whole number of thousandths, 0 to 1000').min(0).max(1000)
const wholeMinutes = z.int('a whole number of minutes').min(1).max(6000)
const day = z.iso.date('a day such as 2026-11-23')

export const courseCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,11}(?:-[A-Z0-9]{1,11}){1,3}$/, 'a code such as WM-201')
export const lessonSlug = z
  .string()
  .regex(/^[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a slug such as 02-inlet-valve')
  .max(60)
export const plainId = z.string().regex(idPattern, 'lower-case letters, digits and hyphens')

/** course.json */
export const courseSchema = z.strictObject({
  code: courseCode,
  brand: z
    .string()
    .regex(/^[A-Z][A-Z0-9-]{1,19}$/, 'a brand code such as MEIHE, or null')
    .nullable(),
  category: z
    .string()
    .regex(/^[A-Z][A-Z0-9-]{0,11}$/, 'a category code such as WM, or null')
    .nullable(),
  level: z.int('a level such as 2, or null').min(1).max(9).nullable(),
  titles: bilingual,
  summary: bilingualLong,
  minutes: wholeMinutes,
  benchHours: z.number().min(0).max(2000),
  objectives: z.array(bilingual).min(1, 'name at least one objective').max(20),
  lessons: z
    .array(z.strictObject({ slug: lessonSlug }))
    .min(1, 'name at least one lesson')
    .max(99),
  completion: z.strictObject({ checks: z.literal('all'), confirmation: z.boolean() }),
  expertReview: z.union(
    [z.literal('pending'), z.strictObject({ by: shortText, on: day })],
    '"pending", or { "by": name, "on": day }',
  ),
})

/** The front matter of a lesson. */
export const lessonFrontMatterSchema = z.strictObject({
  title: z.string().trim().min(1, 'write a title').max(160),
  minutes: z.int('a whole number of minutes').min(1).max(240),
  safetyCritical: z.boolean('true or false'),
  goals: z.array(shortText).min(1, 'name at least one goal').max(10),
  sources: z.array(shortText).max(30),
})

const optionKey = z.string().regex(/^[a-z0-9]{1,4}$/, 'an option key such as a')
const optionText = z.string('write the text in quotes').trim().min(1, 'write a text').max(600)
const options = z
  .record(optionKey, optionText)
  .refine((map) => Object.keys(map).length >= 2, 'two or more options')
  .refine((map) => Object.keys(map).length <= 12, 'at most twelve options')
const right = z
  .record(optionKey, optionText)
  .refine((map) => Object.keys(map).length >= 2, 'two or more entries')
  .refine((map) => Object.keys(map).length <= 14, 'at most fourteen entries')

const stem = z.string().trim().min(1, 'write the stem').max(2000)
const rationale = z.string().trim().min(1, 'write the rationale').max(2000)
const plainFace = z.strictObject({ stem, rationale })
const optionFace = z.strictObject({ stem, options, rationale })
const matchFace = z.strictObject({ stem, left: options, right, rationale })

const itemBase = {
  id: z.string().regex(/^Q-[A-Z0-9]{1,8}-[0-9]{3,5}$/, 'an id such as Q-WM-003'),
  course: courseCode.optional(),
  domain: plainId,
  difficulty: z.int('1 to 5').min(1).max(5),
  critical: z.boolean('true or false'),
  source: shortText.optional(),
}
const exactOnly = z.literal('all-or-nothing', 'all-or-nothing (partial fits multi, ordering and matching)')
const anyScoring = z.enum(['all-or-nothing', 'partial'], 'all-or-nothing or partial')

/** One item of items.yaml. */
export const itemSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      ...itemBase,
      type: z.literal('single'),
      scoring: exactOnly,
      zh: optionFace,
      en: optionFace,
      answer: z.array(optionKey).length(1, 'exactly one key'),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('multi'),
      scoring: anyScoring,
      zh: optionFace,
      en: optionFace,
      answer: z.array(optionKey).min(1, 'at least one key'),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('truefalse'),
      scoring: exactOnly,
      zh: plainFace,
      en: plainFace,
      answer: z.tuple([z.enum(['true', 'false'], 'write ["true"] or ["false"], in quotes')]),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('ordering'),
      scoring: anyScoring,
      zh: optionFace,
      en: optionFace,
      answer: z.array(optionKey).min(2),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('matching'),
      scoring: anyScoring,
      zh: matchFace,
      en: matchFace,
      answer: z.record(optionKey, optionKey),
    }),
    z.strictObject({
      ...itemBase,
      type: z.literal('numeric'),
      scoring: exactOnly,
      zh: plainFace,
      en: plainFace,
      answer: z.strictObject({
        value: z.number('a number'),
        tolerance: z.number('a number').min(0),
        unit: z.string().min(1).max(20),
      }),
    }),
  ],
  'one of single, multi, truefalse, ordering, matching, numeric',
)

/** items.yaml */
export const itemsSchema = z.strictObject({
  items: z.array(itemSchema).min(1, 'a bank holds at least one item').max(5000),
})

const count = z.int('a whole number').min(0).max(500)

const evidenceModes = ['UNPROCTORED', 'PROCTORED', 'PROCTORED_REMOTE', 'PROCTORED_ONSITE'] as const

/** blueprint.json */
export const blueprintSchema = z.strictObject({
  code: courseCode,
  mode: z.enum(evidenceModes, `one of ${evidenceModes.join(', ')}`),
  minutes: wholeMinutes,
  cutPermille: permille,
  criticalRule: z.enum(['any-wrong-fails', 'none'], 'any-wrong-fails or none'),
  attempts: z.strictObject({
    max: z.int().min(1).max(50),
    perDays: z.int().min(1).max(3650),
    coolDownHours: z.array(z.int().min(0).max(87_600)).min(1, 'name at least one wait').max(10),
  }),
  rationale: z.strictObject({ method: plainId, date: day, text: bilingualLong }),
  sections: z
    .array(
      z.strictObject({
        domain: plainId,
        titles: bilingual,
        lessons: z.array(lessonSlug).min(1, 'name the lessons a weak result leads to'),
        count: count.min(1, 'at least one item'),
        cutPermille: permille,
        difficulty: z.strictObject({ easy: count, medium: count, hard: count }),
        critical: count.optional(),
      }),
    )
    .min(1, 'an exam has at least one section')
    .max(40),
})

/** practical.json */
export const practicalSchema = z.strictObject({
  code: courseCode,
  titles: bilingual,
  minutes: wholeMinutes,
  assessors: z.int('1 or 2').min(1).max(4),
  passPermille: permille,
  referPermille: permille,
  equipment: bilingualLong,
  stations: z
    .array(
      z.strictObject({
        id: plainId,
        titles: bilingual,
        steps: z
          .array(
            z.strictObject({
              id: plainId,
              text: bilingual,
              weight: z.int('a whole number').min(1).max(1000),
              critical: z.boolean('true or false'),
              evidence: z.enum(['none', 'note', 'reading'], 'none, note or reading'),
            }),
          )
          .min(1, 'a station has at least one step')
          .max(60),
      }),
    )
    .min(1, 'a practical has at least one station')
    .max(20),
})

export type CourseFile = z.output<typeof courseSchema>
export type LessonFrontMatter = z.output<typeof lessonFrontMatterSchema>
export type ItemFile = z.output<typeof itemSchema>
export type BlueprintFile = z.output<typeof blueprintSchema>
export type PracticalFile = z.output<typeof practicalSchema>
