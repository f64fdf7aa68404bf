import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { CourseSource } from './course-source.ts'
import { type Fault, formatFault } from './fault.ts'

/** Thrown by `buildContent` when a course has faults; the message holds one line for each. */
export class ContentFaultsError extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(`The content has ${faults.length} faults:\n${faults.map(formatFault).join('\n')}`)
    this.name = 'ContentFaultsError'
    this.faults = faults
  }
}

/** What a build did, as course codes. */
export type ContentBuild = { readonly compiled: readonly string[]; readonly unchanged: readonly string[] }

type CourseArtifact = Omit<CourseSource, 'items' | 'blueprint' | 'practical'> & { readonly inputHash: string }

/**
 * Compiles every course of a folder to JSON under `outDir`: CODE/course.json (with lessons), items.json, blueprint.json,
 * practical.json and, for pictures that are served as files, media/. A course whose files and whose pipeline did not
 * change is left as it is. Throws ContentFaultsError and writes nothing where any course has a fault.
 *
 * The artifacts hold answer keys: `outDir` must not be served.
 */
export async function buildContent(outDir: string, coursesDir = 'content/courses'): Promise<ContentBuild> {
  // Imported only here, so that a server that just loads built content never loads mdx-bundler and esbuild.
  const [{ findCollisions, findCourseFolders }, { hashCourseFiles, readCourse }, { readCourseFolder }] =
    await Promise.all([
      import('./course-folders.server.ts'),
      import('./read-course.server.ts'),
      import('./course-files.server.ts'),
    ])
  const folders = (await findCourseFolders(coursesDir)) ?? []
  const pipeline = await fingerprintPipeline()
  const built = new Map(
    (await readArtifacts(outDir)).map((artifact) => [artifact.course.course.code, artifact]),
  )
  const courses: {
    folder: string
    source: CourseSource
    inputHash: string
    media: [string, Uint8Array][]
    isUnchanged: boolean
  }[] = []
  const faults: Fault[] = []
  for (const folder of folders) {
    const inFolder = (fault: Fault) => ({ ...fault, file: join(folder, fault.file) })
    const files = await readCourseFolder(folder)
    if (!files.ok) {
      faults.push(...files.faults.map(inFolder))
      continue
    }
    const inputHash = createHash('sha256')
      .update(`${pipeline} ${hashCourseFiles(files.value)}`)
      .digest('hex')
    const known = [...built.values()].find((artifact) => artifact.inputHash === inputHash)
    const result = known ? ({ ok: true, value: known.course } as const) : await readCourse(files.value)
    if (!result.ok) faults.push(...result.faults.map(inFolder))
    else {
      const media = [...files.value].filter(([path]) => path.startsWith('media/') && !path.endsWith('.svg'))
      courses.push({ folder, source: result.value, inputHash, media, isUnchanged: known !== undefined })
    }
  }
  faults.push(...findCollisions(courses))
  if (faults.length > 0) throw new ContentFaultsError(faults)

  for (const { source, inputHash, media, isUnchanged } of courses) {
    if (!isUnchanged) await writeArtifact(outDir, source, inputHash, media)
  }
  const codes = new Set(courses.map(({ source }) => source.course.code))
  for (const code of built.keys()) {
    if (!codes.has(code)) await rm(join(outDir, code), { recursive: true, force: true })
  }
  const codesWhere = (unchanged: boolean) =>
    courses.filter(({ isUnchanged }) => isUnchanged === unchanged).map(({ source }) => source.course.code)
  return { compiled: codesWhere(false), unchanged: codesWhere(true) }
}

/** Reads what `buildContent` wrote, by course code; an empty list where nothing was built. Compiles nothing. */
export async function loadBuiltContent(dir: string): Promise<CourseSource[]> {
  return (await readArtifacts(dir)).map(({ course }) => course)
}

async function writeArtifact(
  outDir: string,
  source: CourseSource,
  inputHash: string,
  media: [string, Uint8Array][],
): Promise<void> {
  const { items, blueprint, practical, ...course } = source
  const target = join(outDir, course.course.code)
  // Written beside and then moved, so that a build that is stopped half-way leaves no half course.
  const fresh = `${target}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  for (const [path, bytes] of media) {
    await mkdir(dirname(join(fresh, path)), { recursive: true })
    await writeFile(join(fresh, path), bytes)
  }
  await writeFile(join(fresh, 'items.json'), JSON.stringify(items))
  await writeFile(join(fresh, 'blueprint.json'), JSON.stringify(blueprint))
  await writeFile(join(fresh, 'practical.json'), JSON.stringify(practical))
  const artifact: CourseArtifact = { inputHash, ...course }
  await writeFile(join(fresh, 'course.json'), JSON.stringify(artifact))
  await rm(target, { recursive: true, force: true })
  await rename(fresh, target)
}

async function readArtifacts(dir: string): Promise<{ inputHash: string; course: CourseSource }[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.new'))
    .map(({ name }) => name)
  const read = async (name: string, file: string) => JSON.parse(await readFile(join(dir, name, file), 'utf8'))
  const artifacts = names.sort().map(async (name) => {
    const { inputHash, ...course } = (await read(name, 'course.json')) as CourseArtifact
    const [items, blueprint, practical] = await Promise.all(
      ['items.json', 'blueprint.json', 'practical.json'].map((file) => read(name, file)),
    )
    return { inputHash, course: { ...course, items, blueprint, practical } as CourseSource }
  })
  return Promise.all(artifacts)
}

/** A hash over the pipeline's own sources where they are at hand, so that a change of the pipeline compiles every course anew. */
async function fingerprintPipeline(): Promise<string> {
  const folder = import.meta.dirname
  if (folder === undefined || basename(folder) !== 'content') return 'bundled'
  const names = (await readdir(folder)).filter((name) => /\.tsx?$/.test(name)).sort()
  const hash = createHash('sha256')
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)))
  return hash.digest('hex')
}
