import type { Browser } from 'playwright-core'
import { type MappedRoute, mappedRoutes } from '#tests/support/pages.ts'
import { exploreSite, findPaths, pagesFor, type Visitor, visitors } from '#tests/support/pages-of-role.ts'
import { setScenes } from '#tests/support/pages-scenes.ts'
import { demoPersonOf, signInAs } from '#tests/support/sign-in.ts'
import { answerSome, failExam } from './screenshot-scenes.ts'

/** Whose pages are drawn: nobody, somebody of each role, or another engineer in a state worth seeing. */
export type Subject = {
  /** The folder of the pictures. */
  readonly name: string
  readonly cookie: string | null
  readonly pages: readonly NamedPage[]
}

/** A page by the name of its route's file, with a real path. */
export type NamedPage = { readonly name: string; readonly path: string }

/** Fails an exam before the pictures are taken; the role's own engineer has passed that exam and is in the middle of another attempt. */
const failing = 'E-1013'
/** Engineers besides the role's own, each in another state; the README says in which. */
const otherEngineers = ['E-1001', 'E-1002', 'E-1003', 'E-1005', 'E-1006', failing]

/**
 * Brings a demo server into states worth seeing and finds the pages of everybody. Pages for which no path is known are returned by name.
 */
export async function findSubjects(
  browser: Browser,
  url: string,
): Promise<{ subjects: readonly Subject[]; missing: readonly string[] }> {
  const routes = await mappedRoutes()
  const scenes = await setScenes(url)
  const attempt = scenes.engineer?.['/attempts/:attempt'] ?? ''
  const itemOfType = await answerSome(browser, url, demoPersonOf.engineer, attempt)
  const failed = await failExam(browser, url, failing)

  const site = await exploreSite(url, routes, scenes)
  const named = (address: string, path: string) => ({ name: nameOf(routes, address), path })
  const subjects: Subject[] = visitors.map((visitor) => ({
    name: visitor,
    cookie: site.cookieOf(visitor),
    pages: [
      ...site.pagesOf(visitor).map(({ address, path }) => named(address, path)),
      ...(visitor === 'engineer' ? itemPages(itemOfType) : []),
    ],
  }))
  for (const code of otherEngineers) {
    const cookie = await signInAs(url, code)
    const own = pagesFor(routes, 'engineer')
    const given: Record<string, string> = code === failing ? { '/attempts/:attempt/result': failed } : {}
    const { paths } = await findPaths(url, own, { cookie, given })
    const pages = own.flatMap(({ address }) => {
      const path = paths.get(address)
      return path ? [named(address, path)] : []
    })
    subjects.push({ name: `engineer-${code}`, cookie, pages })
  }
  const missing = visitors.flatMap((visitor: Visitor) =>
    site.missingOf(visitor).map((address) => `${visitor}/${nameOf(routes, address)}`),
  )
  return { subjects, missing }
}

function itemPages(itemOfType: Readonly<Record<string, string>>): NamedPage[] {
  return Object.entries(itemOfType).map(([type, path]) => ({ name: `exams-attempt-${type}`, path }))
}

/** `courses-lesson` of `routes/courses/lesson.tsx`, `team` of `routes/team/team.tsx`. */
function nameOf(routes: readonly MappedRoute[], address: string): string {
  const file = routes.find((route) => route.address === address)?.file ?? address
  const [folder, page] = file
    .replace(/^routes\//, '')
    .replace(/\.tsx$/, '')
    .split('/')
  return folder === page || page === undefined ? (folder ?? '') : `${folder}-${page}`
}
