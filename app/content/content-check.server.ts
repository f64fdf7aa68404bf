import { join } from 'node:path'
import { findCollisions, findCourseFolders } from './course-folders.server.ts'
import type { CourseSource } from './course-source.ts'
import { type Fault, formatFault } from './fault.ts'
import { readCourseFrom } from './read-course.server.ts'

/** Where the command writes: results to `out`, all else to `err`; one call is one line. */
export type CommandOutput = { readonly out: (line: string) => void; readonly err: (line: string) => void }

const defaultFolder = 'content/courses'

/**
 * `npm run content:check -- [DIR…]`: checks course folders and writes `file:line:column message` for each fault.
 * Returns the exit code: 0 no fault, 1 faults, 2 wrong use.
 */
export async function checkContent(args: readonly string[], output: CommandOutput): Promise<0 | 1 | 2> {
  const option = args.find((arg) => arg.startsWith('-'))
  if (option !== undefined) {
    output.err(`Unknown option ${option}. Usage: npm run content:check -- [DIR…]`)
    return 2
  }
  const folders: string[] = []
  for (const path of args.length > 0 ? args : [defaultFolder]) {
    const found = await findCourseFolders(path)
    if (!found || found.length === 0) {
      output.err(`${path} is no course folder and holds none. Usage: npm run content:check -- [DIR…]`)
      return 2
    }
    folders.push(...found)
  }
  const sound: { folder: string; source: CourseSource }[] = []
  const faults: Fault[] = []
  for (const folder of [...new Set(folders)]) {
    const result = await readCourseFrom(folder)
    if (result.ok) sound.push({ folder, source: result.value })
    else faults.push(...result.faults.map((fault) => ({ ...fault, file: join(folder, fault.file) })))
  }
  faults.push(...findCollisions(sound))
  for (const fault of faults) output.out(formatFault(fault))
  output.err(summary(folders.length, faults.length))
  return faults.length === 0 ? 0 : 1
}

function summary(courses: number, faults: number): string {
  return `${courses} ${courses === 1 ? 'course' : 'courses'} checked, ${faults} ${faults === 1 ? 'fault' : 'faults'}`
}
