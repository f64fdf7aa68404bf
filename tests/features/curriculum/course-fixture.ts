import type { CompiledLesson } from '#app/content/compiled-lesson.ts'
import type { CourseLesson, CourseSource } from '#app/content/course-source.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'

type CourseChanges = Partial<Pick<CourseSource, 'contentHash'>> & {
  readonly code?: string
  readonly brand?: string | null
  readonly title?: string
  /** How many lessons, of 5 minutes and two checks each. */
  readonly lessons?: number
}

/**
 * A course as the content pipeline hands it over, with lessons `01-lesson`, `02-lesson`, …, each with headings s1 to s3 and two checks: one single
 * (right: a) and one select-all (right: a and c).
 */
export function courseSource(changes: CourseChanges = {}): CourseSource {
  const {
    code = 'TST-101',
    brand = null,
    title = 'Small course',
    lessons = 2,
    contentHash = `hash-of-${code}-${title}`,
  } = changes
  return {
    course: {
      code,
      brand,
      category: brand === null ? null : 'WM',
      level: brand === null ? null : 2,
      titles: { en: title, zh: `${title}（中文）` },
      summary: { en: 'One can test.', zh: '能够测试。' },
      minutes: lessons * 5,
      benchHours: 2,
      objectives: [{ en: 'Test well', zh: '测好' }],
      lessons: Array.from({ length: lessons }, (_, index) => ({ slug: slugOf(index) })),
      completion: { checks: 'all', confirmation: true },
      expertReview: 'pending',
    },
    lessons: Array.from({ length: lessons }, (_, index) => lessonOf(code, title, index)),
    items: [],
    blueprint: {} as CourseSource['blueprint'],
    practical: null,
    media: [],
    contentHash,
  }
}

/** The ids of a lesson's checks, by the lesson's place from 0. */
export function checksOf(index: number): { single: string; multiple: string } {
  return { single: `c${index + 1}-1`, multiple: `c${index + 1}-2` }
}

/** The slug of a lesson, by its place from 0. */
export function slugOf(index: number): string {
  return `${String(index + 1).padStart(2, '0')}-lesson`
}

function lessonOf(code: string, title: string, index: number): CourseLesson {
  return { slug: slugOf(index), en: face(code, title, index, 'en'), zh: face(code, title, index, 'zh-CN') }
}

function face(code: string, title: string, index: number, language: Language): CompiledLesson {
  const { single, multiple } = checksOf(index)
  const choice = (id: string) => ({ id, html: `choice ${id}` })
  return {
    language,
    title: language === 'en' ? `Lesson ${index + 1}` : `第${index + 1}课`,
    minutes: 5,
    goals: ['Know it'],
    safetyCritical: index === 0,
    sources: ['A manual'],
    headings: ['s1', 's2', 's3'].map((id) => ({ depth: 2, id, text: `Heading ${id}` })),
    pieces: [
      { kind: 'html', html: `<h2 id="s1">Heading s1</h2><p>${language} text of ${title}</p>` },
      {
        kind: 'island',
        name: 'KnowledgeCheck',
        props: { id: single, stemHtml: '<p>Which?</p>', choices: ['a', 'b'].map(choice), multiple: false },
      },
      {
        kind: 'island',
        name: 'KnowledgeCheck',
        props: {
          id: multiple,
          stemHtml: '<p>Which all?</p>',
          choices: ['a', 'b', 'c'].map(choice),
          multiple: true,
        },
      },
    ],
    checks: [
      {
        id: single,
        choices: ['a', 'b'],
        correct: ['a'],
        feedbackHtml: `<p>${language} feedback of ${single}</p>`,
      },
      {
        id: multiple,
        choices: ['a', 'b', 'c'],
        correct: ['a', 'c'],
        feedbackHtml: `<p>${language} feedback of ${multiple}</p>`,
      },
    ],
    media: [],
    contentHash: `${code}-${title}-${index}-${language}`,
  }
}
