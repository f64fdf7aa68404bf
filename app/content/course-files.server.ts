import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Checked, type Fault, faultAt, startOfFile } from './fault.ts'
import { contentLimits } from './limits.ts'

/** A course as files: the path inside its folder, with "/" between parts, and the bytes. */
export type CourseFiles = ReadonlyMap<string, Uint8Array>

const knownFile =
  /^(?:course\.json|items\.yaml|blueprint\.json|practical\.json|lessons\/[0-9]{2}-[a-z0-9-]{1,56}\/(?:en|zh-CN)\.mdx|media\/[A-Za-z0-9][A-Za-z0-9._-]{0,98}\.(?:svg|webp|png))$/

/**
 * Reads a course folder. Links and anything but plain files and folders are refused, so a folder cannot reach outside
 * of itself; so are folders that are too large to be a course.
 */
export async function readCourseFolder(folder: string): Promise<Checked<CourseFiles>> {
  const files = new Map<string, Uint8Array>()
  const faults: Fault[] = []
  let bytes = 0
  const readInto = async (inside: string, depth: number): Promise<void> => {
    const names = (await readdir(join(folder, inside))).sort()
    for (const name of names) {
      const path = inside === '' ? name : `${inside}/${name}`
      const found = await lstat(join(folder, path))
      const refuse = (message: string) => faults.push(faultAt(path, startOfFile, message))
      if (found.isDirectory()) {
        if (depth > 3) refuse('A course has no folders this deep. Delete it.')
        else await readInto(path, depth + 1)
      } else if (!found.isFile())
        refuse('Links and special files are not allowed in a course. Put the file itself here.')
      else if (files.size >= contentLimits.courseFiles)
        refuse(`A course has at most ${contentLimits.courseFiles} files.`)
      else if (bytes + found.size > contentLimits.courseBytes)
        refuse(`A course has at most ${contentLimits.courseBytes} bytes.`)
      else {
        bytes += found.size
        files.set(path, await readFile(join(folder, path)))
      }
      if (faults.length >= contentLimits.faultsPerFile) return
    }
  }
  await readInto('', 0)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: files }
}

/** Faults of a course's paths: files that are not part of the format, and the whole being too large. */
export function findLayoutFaults(files: CourseFiles): Fault[] {
  const faults: Fault[] = []
  let bytes = 0
  for (const [path, content] of files) {
    bytes += content.byteLength
    if (!knownFile.test(path)) {
      const message =
        'This file is not part of a course (course.json, items.yaml, blueprint.json, practical.json, lessons/NN-name/en.mdx and zh-CN.mdx, media/*.svg, webp, png). Delete or rename it.'
      faults.push(faultAt(path.slice(0, 200), startOfFile, message))
    }
  }
  if (files.size > contentLimits.courseFiles || bytes > contentLimits.courseBytes) {
    faults.push(faultAt('course.json', startOfFile, 'The course has too many files or bytes. Split it.'))
  }
  return faults.slice(0, contentLimits.faultsPerFile)
}

/** The slugs of the lesson folders that a course holds. */
export function lessonFolders(files: CourseFiles): string[] {
  const slugs = [...files.keys()].flatMap(
    (path) => /^lessons\/([^/]+)\/(?:en|zh-CN)\.mdx$/.exec(path)?.[1] ?? [],
  )
  return [...new Set(slugs)].sort()
}
