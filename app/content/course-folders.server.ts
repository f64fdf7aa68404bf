import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CourseSource } from './course-source.ts'
import { type Fault, faultAt, startOfFile } from './fault.ts'

/** The course folders at a path: the folder itself, or those in it; null where the path is no folder. */
export async function findCourseFolders(path: string): Promise<string[] | null> {
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) return null
  if (await isFile(join(path, 'course.json'))) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const inner = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => join(path, name))
  // A folder of lessons whose course.json was forgotten is a course with a fault, not a folder of courses.
  const looksLikeCourse = entries.some(({ name }) =>
    ['lessons', 'items.yaml', 'blueprint.json'].includes(name),
  )
  return looksLikeCourse ? [path] : inner.sort()
}

/** Faults between courses: a code or an item id that two of them use. */
export function findCollisions(
  courses: readonly { readonly folder: string; readonly source: CourseSource }[],
): Fault[] {
  const codes = new Map<string, string>()
  const items = new Map<string, string>()
  return courses.flatMap(({ folder, source }) => {
    const { code } = source.course
    const faults: Fault[] = []
    const sameCode = codes.get(code)
    if (sameCode !== undefined)
      faults.push(
        faultAt(join(folder, 'course.json'), startOfFile, `${sameCode} has the code ${code} already.`),
      )
    codes.set(code, folder)
    for (const { id } of source.items) {
      const owner = items.get(id)
      if (owner !== undefined)
        faults.push(
          faultAt(join(folder, 'items.yaml'), startOfFile, `The item id ${id} is used in ${owner} already.`),
        )
      items.set(id, owner ?? folder)
    }
    return faults
  })
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false
}
