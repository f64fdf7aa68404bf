import { createHash } from 'node:crypto'
import { createElement, Fragment, isValidElement, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import remarkGfm from 'remark-gfm'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { annotateLesson } from './annotate-lesson.ts'
import type { CheckKey, CompiledLesson, KnowledgeCheckProps, LessonPiece } from './compiled-lesson.ts'
import { type Checked, type Fault, faultAt, formatFault, startOfFile } from './fault.ts'
import { findLessonFaults } from './guard.ts'
import {
  Choice,
  elementsOf,
  Feedback,
  KnowledgeCheck,
  lessonComponents,
  type Picture,
  Stem,
} from './lesson-components.server.tsx'
import type { LessonNode } from './lesson-tree.ts'
import { type GuardedLesson, readLesson } from './read-lesson.server.ts'

export type LessonSource = {
  /** The name under which faults are reported. */
  readonly file: string
  readonly language: Language
  readonly bytes: Uint8Array
  /** The course's pictures by path (`media/…`), already guarded. */
  readonly pictures: ReadonlyMap<string, Picture>
}

type Components = ReturnType<typeof lessonComponents>
type Content = (props: { components: Components }) => ReactNode

let lastInQueue: Promise<unknown> = Promise.resolve()

/** Reads, guards and compiles one lesson. Faults are returned; nothing of a refused lesson is compiled. */
export async function compileLesson(source: LessonSource): Promise<Checked<CompiledLesson>> {
  const read = await readLesson(source.file, source.bytes)
  if (!read.ok) return read
  return compileGuardedLesson(read.value, source)
}

/**
 * Compiles a guarded lesson to HTML pieces and check keys.
 *
 * The compiled program is evaluated in this process. That is sound only because the guard proved, on the tree of the
 * compiler's own parser, that the lesson holds no import, no export, no expression and no component beyond our list, so
 * the program can do nothing but create elements from constant text. The guard runs once more as the first plugin of
 * the compilation, on the very tree that becomes the program.
 */
export async function compileGuardedLesson(
  lesson: GuardedLesson,
  source: LessonSource,
): Promise<Checked<CompiledLesson>> {
  const missing = lesson.outline.figures.filter(({ src }) => !source.pictures.has(src))
  if (missing.length > 0) {
    const faults = missing.map((figure) =>
      faultAt(
        lesson.file,
        figure,
        `${figure.src} is not a sound picture of this course. Add it, or correct src.`,
      ),
    )
    return { ok: false, faults }
  }
  let content: Content
  try {
    content = await inQueueOfOne(() => bundle(lesson, source.language))
  } catch (error) {
    return { ok: false, faults: [describeCompilerFault(lesson.file, error)] }
  }
  return { ok: true, value: renderLesson(content, lesson, source) }
}

/** One compilation at a time: each holds an esbuild run, and their memory adds up. */
function inQueueOfOne<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = lastInQueue.then(work, work)
  lastInQueue = result.catch(() => undefined)
  return result
}

async function bundle(lesson: GuardedLesson, language: Language): Promise<Content> {
  const [{ bundleMDX }, { getMDXExport }] = await Promise.all([
    import('mdx-bundler'),
    import('mdx-bundler/client/index.js'),
  ])
  const refuseAgain = () => (tree: unknown) => {
    const faults = findLessonFaults(tree as LessonNode, lesson.file)
    if (faults[0]) throw new Error(`Refused: ${formatFault(faults[0])}`)
  }
  const annotate = () => (tree: unknown) => annotateLesson(tree as LessonNode, language)
  const { code } = await bundleMDX({
    source: lesson.body,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [refuseAgain, ...(options.remarkPlugins ?? []), remarkGfm, annotate],
    }),
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
  })
  return getMDXExport(code).default as unknown as Content
}

function renderLesson(content: Content, lesson: GuardedLesson, source: LessonSource): CompiledLesson {
  const components = lessonComponents({ language: source.language, pictures: source.pictures })
  const pieces: LessonPiece[] = []
  const checks: CheckKey[] = []
  let run: ReactNode[] = []
  const closeRun = () => {
    const html = toHtml(run).trim()
    if (html !== '') pieces.push({ kind: 'html', html })
    run = []
  }
  for (const node of topLevelOf(content({ components }))) {
    if (isValidElement(node) && node.type === KnowledgeCheck) {
      closeRun()
      const { props, key } = renderCheck(node as CheckElement, lesson)
      pieces.push({ kind: 'island', name: 'KnowledgeCheck', props })
      checks.push(key)
    } else run.push(node)
  }
  closeRun()
  const { title, minutes, goals, safetyCritical, sources } = lesson.frontMatter
  const media = [...new Set(lesson.outline.figures.map(({ src }) => src))]
  const headings = lesson.outline.headings.map(({ depth, id, text }) => ({ depth, id, text }))
  const { language } = source
  const compiled = {
    language,
    title,
    minutes,
    goals,
    safetyCritical,
    sources,
    headings,
    pieces,
    checks,
    media,
  }
  return { ...compiled, contentHash: createHash('sha256').update(JSON.stringify(compiled)).digest('hex') }
}

type CheckElement = ReactElement<{ id: string; children?: ReactNode }>

/** Splits a check into what the browser may know and what only the server may know; the outline of the guarded tree gives the key. */
function renderCheck(
  element: CheckElement,
  lesson: GuardedLesson,
): { props: KnowledgeCheckProps; key: CheckKey } {
  const { id } = element.props
  const outlined = lesson.outline.checks.find((check) => check.id === id)
  if (!outlined) throw new Error(`The compiled lesson holds the check ${id} that its outline does not`)
  const parts = elementsOf(element.props.children)
  const contentOf = (type: unknown) => parts.find((part) => part.type === type)?.props.children
  const choices = parts
    .filter((part) => part.type === Choice)
    .map((part) => ({ id: String(part.props.id), html: toHtml(withoutParagraph(part.props.children)) }))
  return {
    props: { id, stemHtml: toBlockHtml(contentOf(Stem)), choices, multiple: outlined.correct.length > 1 },
    key: {
      id,
      choices: outlined.choices,
      correct: outlined.correct,
      feedbackHtml: toBlockHtml(contentOf(Feedback)),
    },
  }
}

function topLevelOf(node: ReactNode): ReactNode[] {
  if (!isValidElement(node) || node.type !== Fragment) return [node]
  const { children } = node.props as { children?: ReactNode }
  return Array.isArray(children) ? children : [children]
}

function toHtml(node: ReactNode): string {
  return renderToStaticMarkup(createElement(Fragment, null, ...(Array.isArray(node) ? node : [node])))
}

/** HTML that begins with a block: text that stands directly in a component becomes a paragraph. */
function toBlockHtml(node: ReactNode): string {
  const html = toHtml(node).trim()
  return /^<(?:p|ul|ol|blockquote|figure|div|section|table|pre|hr)[\s>]/.test(html) ? html : `<p>${html}</p>`
}

function withoutParagraph(node: ReactNode): ReactNode {
  const elements = elementsOf(node)
  const only = elements[0]
  return elements.length === 1 && only?.type === 'p' ? only.props.children : node
}

function describeCompilerFault(file: string, error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error)
  return faultAt(file, startOfFile, `The lesson cannot be compiled: ${message.slice(0, 300)}`)
}
