import type { CourseFiles } from '#app/content/course-files.server.ts'

/** The text of each file of a course that is small and sound; a test changes one thing and looks for one fault. */
export const smallCourseTexts = {
  'course.json': `{
  "code": "TST-101",
  "brand": null,
  "category": null,
  "level": null,
  "titles": { "en": "Small course", "zh": "小课程" },
  "summary": { "en": "One can test.", "zh": "能够测试。" },
  "minutes": 10,
  "benchHours": 0,
  "objectives": [{ "en": "Test", "zh": "测试" }],
  "lessons": [
    { "slug": "01-first" },
    { "slug": "02-second" }
  ],
  "completion": { "checks": "all", "confirmation": true },
  "expertReview": "pending"
}
`,
  'blueprint.json': `{
  "code": "TST-101",
  "mode": "UNPROCTORED",
  "minutes": 10,
  "cutPermille": 800,
  "criticalRule": "any-wrong-fails",
  "attempts": { "max": 3, "perDays": 90, "coolDownHours": [24] },
  "rationale": { "method": "programme-policy", "date": "2026-11-23", "text": { "en": "Why.", "zh": "理由。" } },
  "sections": [
    { "domain": "basics", "titles": { "en": "Basics", "zh": "基础" }, "lessons": ["01-first"],
      "count": 1, "cutPermille": 600, "difficulty": { "easy": 1, "medium": 0, "hard": 0 } }
  ]
}
`,
  'items.yaml': `items:
  - id: Q-TST-101
    type: single
    domain: basics
    difficulty: 1
    critical: false
    scoring: all-or-nothing
    zh: { stem: 选哪个？, options: { a: 甲, b: 乙 }, rationale: 因为甲。 }
    en: { stem: Which one?, options: { a: This, b: That }, rationale: Because of this. }
    answer: [a]
  - id: Q-TST-102
    type: matching
    domain: basics
    difficulty: 2
    critical: false
    scoring: partial
    zh: { stem: 配对, left: { a: 一, b: 二 }, right: { x: 甲, y: 乙, z: 丙 }, rationale: 如此。 }
    en: { stem: Match, left: { a: one, b: two }, right: { x: A, y: B, z: C }, rationale: So it is. }
    answer: { a: x, b: y }
`,
  'lessons/01-first/en.mdx': lesson('First', 'A', '../02-second#s1'),
  'lessons/01-first/zh-CN.mdx': lesson('第一课', '甲', '../02-second#s1'),
  'lessons/02-second/en.mdx': lesson('Second', 'B', '#s2', 'two-1'),
  'lessons/02-second/zh-CN.mdx': lesson('第二课', '乙', '#s2', 'two-1'),
  'media/box.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 100">
  <title>Box</title>
  <rect id="box" x="10" y="10" width="100" height="50" fill="none" stroke="var(--ink)"/>
  <switch><text systemLanguage="zh" x="20" y="40" font-size="14">盒子</text><text x="20" y="40" font-size="14">Box</text></switch>
</svg>
`,
}

function lesson(title: string, word: string, link: string, check = 'one-1'): string {
  return `---
title: ${title}
minutes: 5
safetyCritical: false
goals:
  - ${title}
sources: []
---

## ${title}

Text ${word}, see [there](${link}).

<Figure src="media/box.svg" alt="${word}" caption="${title}" />

### More

<KnowledgeCheck id="${check}">
  <Stem>${word}?</Stem>
  <Choice id="a" correct>right ${word}</Choice>
  <Choice id="b">wrong ${word}</Choice>
  <Feedback>secret ${word}</Feedback>
</KnowledgeCheck>
`
}

type Changes = { readonly [path: string]: string | null | ((text: string) => string) }

/** The small course with files replaced, changed or (null) taken away. */
export function smallCourse(changes: Changes = {}): CourseFiles {
  const texts = new Map<string, string>(Object.entries(smallCourseTexts))
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) texts.delete(path)
    else if (typeof change === 'string') texts.set(path, change)
    else {
      const before = texts.get(path) ?? ''
      const after = change(before)
      if (after === before) throw new Error(`The change of ${path} changed nothing`)
      texts.set(path, after)
    }
  }
  return new Map([...texts].map(([path, text]) => [path, new TextEncoder().encode(text)]))
}

/** Faults as `file:line:column` and message, for short expectations. */
export function shown(
  faults: readonly { file: string; line: number; column: number; message: string }[],
): string[] {
  return faults.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
}
