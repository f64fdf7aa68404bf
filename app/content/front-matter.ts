import { type LessonFrontMatter, lessonFrontMatterSchema } from './course-schema.ts'
import { checkData, parseData } from './data-source.ts'
import { type Checked, type Fault, faultAt, startOfFile } from './fault.ts'

/**
 * Splits a lesson into front matter and body. The body keeps its line numbers: the front matter is replaced by empty
 * lines. That also means that no later reader finds front matter in it again; gray-matter, which mdx-bundler calls,
 * would run a block marked `---js` as a program.
 */
export function splitFrontMatter(
  file: string,
  text: string,
): { readonly frontMatter: Checked<LessonFrontMatter>; readonly body: string } {
  const found = /^---[ \t]*\n([\s\S]*?)(?:\n)?^---[ \t]*(?:\n|$)/m.exec(text)
  if (!text.startsWith('---') || !found || found.index !== 0) {
    const message = text.startsWith('---')
      ? 'The front matter begins with a line of exactly "---" and ends with one. Correct these lines.'
      : 'The lesson has no front matter. Begin with "---", title, minutes, safetyCritical, goals, sources and "---".'
    return { frontMatter: refused(faultAt(file, startOfFile, message)), body: text.replace(/^---/, '   ') }
  }
  const [whole, yaml = ''] = found
  const parsed = parseData(file, yaml, 'yaml', 2)
  const frontMatter = parsed.ok ? checkData(parsed.value, lessonFrontMatterSchema) : parsed
  return { frontMatter, body: whole.replace(/[^\n]/g, '') + text.slice(whole.length) }
}

function refused(fault: Fault): Checked<LessonFrontMatter> {
  return { ok: false, faults: [fault] }
}
