import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { compileGuardedLesson } from './compile-lesson.server.ts'
import type { CompiledLesson } from './compiled-lesson.ts'
import { type CourseFiles, findLayoutFaults, lessonFolders, readCourseFolder } from './course-files.server.ts'
import {
  blueprintSchema,
  type CourseFile,
  courseSchema,
  itemsSchema,
  practicalSchema,
} from './course-schema.ts'
import type { CourseLesson, CourseSource } from './course-source.ts'
import { checkData, type DataFormat, type DataSource, parseData } from './data-source.ts'
import { findBankGaps, findBlueprintFaults, findItemFaults, findPracticalFaults } from './exam-agreement.ts'
import { type Checked, type Fault, faultAt, sortFaults, startOfFile } from './fault.ts'
import { toCourseItem } from './item-mapping.ts'
import { findBrokenLinks, findLanguageDifferences } from './lesson-agreement.ts'
import { contentLimits } from './limits.ts'
import { type GuardedLesson, readLesson } from './read-lesson.server.ts'
import { type CoursePictures, readPictures } from './read-pictures.server.ts'
import { readSourceText } from './source-text.ts'

/** Reads, checks and compiles a course folder; the same as `readCourse` on its files. */
export async function readCourseFrom(folder: string): Promise<Checked<CourseSource>> {
  const files = await readCourseFolder(folder)
  return files.ok ? readCourse(files.value) : files
}

/**
 * The one door through which every course comes: a built-in folder, an uploaded package, the studio. Checks each file
 * alone, then what files must agree in, and compiles the lessons only where nothing at all is wrong. Faults are sorted
 * by file and place.
 */
export async function readCourse(files: CourseFiles): Promise<Checked<CourseSource>> {
  const layout = findLayoutFaults(files)
  if (layout.length > 0) return { ok: false, faults: sortFaults(layout) }

  const faults: Fault[] = []
  const course = readData(files, 'course.json', 'json', courseSchema, faults)
  const items = readData(files, 'items.yaml', 'yaml', itemsSchema, faults)
  const blueprint = readData(files, 'blueprint.json', 'json', blueprintSchema, faults)
  const practical = files.has('practical.json')
    ? readData(files, 'practical.json', 'json', practicalSchema, faults)
    : null

  const folders = lessonFolders(files)
  const slugs = new Set(folders)
  const code = course?.data.code
  const pictures = readPictures(
    files,
    (path, hash) => `/content/${code ?? ''}/${path}?v=${hash.slice(0, 12)}`,
  )
  const lessons = await readLessons(files, folders)
  faults.push(...pictures.faults, ...lessons.faults)

  if (course) faults.push(...findLessonListFaults(course, slugs), ...findMinutesFaults(course, lessons.en))
  faults.push(...findUnusedPictures(files, pictures, lessons), ...findDuplicateChecks(lessons.en))
  if (items) {
    const domains = blueprint && new Set(blueprint.data.sections.map(({ domain }) => domain))
    faults.push(...findItemFaults(items.source, items.data.items, { courseCode: code, domains }))
  }
  if (items && blueprint) {
    faults.push(...findBankGaps(blueprint.source, blueprint.data, items.data.items.map(toCourseItem)))
  }
  if (blueprint)
    faults.push(...findBlueprintFaults(blueprint.source, blueprint.data, { courseCode: code, slugs }))
  if (practical) faults.push(...findPracticalFaults(practical.source, practical.data, code))

  if (faults.length > 0 || !course || !items || !blueprint || practical === undefined) {
    return { ok: false, faults: sortFaults(faults) }
  }
  const compiled = await compileLessons(files, course.data, lessons, pictures)
  if (!compiled.ok) return compiled
  const media = [...pictures.hashes]
    .map(([path, hash]) => ({ path, hash }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  const value = {
    course: course.data,
    lessons: compiled.value,
    items: items.data.items.map(toCourseItem),
    blueprint: blueprint.data,
    practical: practical?.data ?? null,
    media,
  }
  const contentHash = createHash('sha256').update(JSON.stringify(value)).digest('hex')
  return { ok: true, value: { ...value, contentHash } }
}

/** SHA-256 over every file of a course, in hex. */
export function hashCourseFiles(files: CourseFiles): string {
  const hash = createHash('sha256')
  for (const path of [...files.keys()].sort()) {
    const bytes = files.get(path) ?? new Uint8Array()
    hash.update(`${path} ${createHash('sha256').update(bytes).digest('hex')}\n`)
  }
  return hash.digest('hex')
}

type Data<Value> = { readonly source: DataSource; readonly data: Value }
type Lessons = {
  readonly en: ReadonlyMap<string, GuardedLesson>
  readonly zh: ReadonlyMap<string, GuardedLesson>
  readonly faults: readonly Fault[]
}

function readData<Schema extends z.ZodType>(
  files: CourseFiles,
  file: string,
  format: DataFormat,
  schema: Schema,
  faults: Fault[],
): Data<z.output<Schema>> | undefined {
  const bytes = files.get(file)
  if (!bytes) {
    faults.push(
      faultAt(
        file,
        startOfFile,
        'The file is missing. Add it; docs/how-we-build/course-content.md shows one.',
      ),
    )
    return undefined
  }
  const text = readSourceText(file, bytes, contentLimits.dataBytes)
  faults.push(...text.faults)
  if (text.faults.length > 0) return undefined
  const source = parseData(file, text.text, format)
  const checked = source.ok ? checkData(source.value, schema) : source
  if (!source.ok || !checked.ok) {
    faults.push(...(checked.ok ? [] : checked.faults))
    return undefined
  }
  return { source: source.value, data: checked.value }
}

async function readLessons(files: CourseFiles, slugs: readonly string[]): Promise<Lessons> {
  const faults: Fault[] = []
  const en = new Map<string, GuardedLesson>()
  const zh = new Map<string, GuardedLesson>()
  for (const slug of slugs) {
    for (const [language, sound] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const file = `lessons/${slug}/${language}.mdx`
      const bytes = files.get(file)
      if (!bytes) {
        faults.push(faultAt(file, startOfFile, 'The lesson is missing in this language. Write it.'))
        continue
      }
      const read = await readLesson(file, bytes)
      if (read.ok) sound.set(slug, read.value)
      else faults.push(...read.faults)
    }
    const [first, second] = [en.get(slug), zh.get(slug)]
    if (first && second) faults.push(...findLanguageDifferences(first, second))
  }
  for (const sound of [en, zh]) {
    for (const lesson of sound.values()) faults.push(...findBrokenLinks(lesson, sound, new Set(slugs)))
  }
  return { en, zh, faults }
}

function findLessonListFaults({ source, data }: Data<CourseFile>, slugs: ReadonlySet<string>): Fault[] {
  const listed = new Set<string>()
  const faults = data.lessons.flatMap(({ slug }, index) => {
    const place = source.placeAt(['lessons', index, 'slug'])
    const isTwice = listed.has(slug)
    listed.add(slug)
    if (isTwice) return [faultAt(source.file, place, `The lesson ${slug} is listed twice. Delete one.`)]
    return slugs.has(slug)
      ? []
      : [
          faultAt(
            source.file,
            place,
            `There is no folder lessons/${slug}. Add the lesson or correct the slug.`,
          ),
        ]
  })
  const unlisted = [...slugs].filter((slug) => !listed.has(slug))
  const message = 'course.json does not list this lesson. Add it to lessons, or delete the folder.'
  return [...faults, ...unlisted.map((slug) => faultAt(`lessons/${slug}/en.mdx`, startOfFile, message))]
}

function findMinutesFaults(
  { source, data }: Data<CourseFile>,
  lessons: ReadonlyMap<string, GuardedLesson>,
): Fault[] {
  if (!data.lessons.every(({ slug }) => lessons.has(slug))) return []
  const sum = data.lessons.reduce(
    (total, { slug }) => total + (lessons.get(slug)?.frontMatter.minutes ?? 0),
    0,
  )
  if (sum === data.minutes) return []
  return [
    faultAt(
      source.file,
      source.placeAt(['minutes']),
      `minutes is ${data.minutes}, but the lessons add up to ${sum}.`,
    ),
  ]
}

function findUnusedPictures(files: CourseFiles, pictures: CoursePictures, lessons: Lessons): Fault[] {
  const figures = [...lessons.en.values(), ...lessons.zh.values()].flatMap((lesson) =>
    lesson.outline.figures.map((figure) => ({ ...figure, file: lesson.file })),
  )
  const missing = figures
    .filter(({ src }) => !files.has(src))
    .map((figure) =>
      faultAt(figure.file, figure, `There is no ${figure.src} in this course. Add it or correct src.`),
    )
  // A refused lesson may be the one that uses a picture, so nothing is called unused until all lessons are sound.
  if (lessons.en.size + lessons.zh.size < lessonFolders(files).length * 2) return missing
  const used = new Set(figures.map(({ src }) => src))
  const unused = [...pictures.hashes.keys()].filter((path) => !used.has(path))
  return [
    ...missing,
    ...unused.map((path) => faultAt(path, startOfFile, 'No lesson uses this picture. Use it or delete it.')),
  ]
}

function findDuplicateChecks(lessons: ReadonlyMap<string, GuardedLesson>): Fault[] {
  const owners = new Map<string, string>()
  return [...lessons.values()].flatMap((lesson) =>
    lesson.outline.checks.flatMap((check) => {
      const owner = owners.get(check.id)
      owners.set(check.id, owner ?? lesson.file)
      if (owner === undefined || owner === lesson.file) return []
      return [
        faultAt(
          lesson.file,
          check,
          `The check id "${check.id}" is used in ${owner} already. Give each check of a course its own.`,
        ),
      ]
    }),
  )
}

async function compileLessons(
  files: CourseFiles,
  course: CourseFile,
  lessons: Lessons,
  pictures: CoursePictures,
): Promise<Checked<CourseLesson[]>> {
  const faults: Fault[] = []
  const compile = async (
    guarded: GuardedLesson | undefined,
    language: 'en' | 'zh-CN',
  ): Promise<CompiledLesson | undefined> => {
    const bytes = guarded && files.get(guarded.file)
    if (!guarded || !bytes) throw new Error('A lesson without faults has no source')
    const source = { file: guarded.file, language, bytes, pictures: pictures.pictures }
    const result = await compileGuardedLesson(guarded, source)
    if (!result.ok) faults.push(...result.faults)
    return result.ok ? result.value : undefined
  }
  const compiled: CourseLesson[] = []
  for (const { slug } of course.lessons) {
    const en = await compile(lessons.en.get(slug), 'en')
    const zh = await compile(lessons.zh.get(slug), 'zh-CN')
    if (en && zh) compiled.push({ slug, en, zh })
  }
  return faults.length > 0 ? { ok: false, faults: sortFaults(faults) } : { ok: true, value: compiled }
}
