import { writeFileSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
const base = '/work/main'
const require = createRequire(base + '/package.json')
const React = require('react')
const { renderToStaticMarkup } = require('react-dom/server')
const imp = (p: string) => import(base + '/' + p)
const rrd = await import(require.resolve('react-router-dom').replace(/main\.js$/, 'index.js')).catch(() => require('react-router-dom'))
const serverMod = require('react-router-dom/server')
const { I18nextProvider } = await import('react-i18next')
const { i18nFor } = await imp('app/i18n/i18n.server.ts')
const { frozenContext, actingAs } = await imp('tests/support/frozen-context.ts')
const { publishCourse } = await imp('app/features/curriculum/index.server.ts')
const L = await imp('app/features/learning/index.server.ts')
const { readCourseFrom } = await imp('app/content/read-course.server.ts')
const { ctx, db } = await frozenContext({ filled: 'demo' })
for (const c of ['WM-201', 'SAFE-101', 'ETH-101', 'NB-201']) {
  const r = await readCourseFrom(base + '/content/courses/' + c)
  if (!r.ok) { console.log(c, r.faults.slice(0, 3)); continue }
  await db.transaction().execute((trx: any) => publishCourse(ctx, trx, r.value))
}
const modules: Record<string, any> = {
  list: await imp('app/routes/courses/course-list.tsx'),
  course: await imp('app/routes/courses/course.tsx'),
  lesson: await imp('app/routes/courses/lesson.tsx'),
  trainees: await imp('app/routes/training/trainees.tsx'),
}
const shells: Record<string, any> = {
  list: (await imp('app/shells/engineer.tsx')).default, course: (await imp('app/shells/engineer.tsx')).default,
  lesson: (await imp('app/shells/reader.tsx')).default, trainees: (await imp('app/shells/workplace.tsx')).default,
}
const pathsOf: Record<string, string> = { list: '/courses', course: '/courses/:course', lesson: '/courses/:course/lessons/:lesson', trainees: '/training' }
async function draw(name: string, kind: string, url: string, who: any, language: string, theme: string) {
  const me = { ...who, language }
  const context = { context: async () => me }
  const mod = modules[kind]
  const routes = [{ id: 'root', path: '/', Component: rrd.Outlet, loader: () => ({ language, theme, isDemo: true, person: { code: me.actor.code, name: me.actor.name, acting: me.actor.acting, memberships: me.actor.memberships } }),
    children: [{ id: 'shell', Component: shells[kind], children: [{ id: 'page', path: pathsOf[kind], Component: mod.default, loader: (a: any) => mod.loader({ ...a, context }) }] }] }]
  const handler = serverMod.createStaticHandler(routes)
  const c = await handler.query(new Request('http://x' + url))
  if (c instanceof Response) { console.log(name, c.status); return }
  if (c.errors) console.log(name, c.errors)
  const router = serverMod.createStaticRouter(handler.dataRoutes, c)
  const html = renderToStaticMarkup(React.createElement(I18nextProvider, { i18n: i18nFor(language) }, React.createElement(serverMod.StaticRouterProvider, { router, context: c, hydrate: false })))
  writeFileSync(`/tmp/look/${name}.html`, `<!doctype html><html lang="${language}" data-theme="${theme}"><head><meta charset=utf-8><meta name=viewport content="width=device-width,initial-scale=1"><link rel=stylesheet href=app.css></head><body>${html}</body></html>`)
}
const eng = await actingAs(ctx, process.env.WHO ?? 'E-1002')
await L.enrolInCourse(eng, { courseCode: 'WM-201' })
await L.enrolInCourse(eng, { courseCode: 'SAFE-101' })
const { outline } = await (await imp('app/features/learning/open-lesson.server.ts')).openCourse({ ...eng, language: 'en' }, 'WM-201')
const l1 = outline.lessons[0], l2 = outline.lessons[1]
const { readAnswerKeys } = await imp('app/features/curriculum/index.server.ts')
for (const k of await readAnswerKeys(db, l1.id)) await L.answerCheck(eng, { courseCode: 'WM-201', lessonSlug: l1.slug, checkId: k.id, choices: k.correct })
await L.readLessonPage(eng, { courseCode: 'WM-201', lessonSlug: l1.slug, isFetchedAhead: false })
console.log(await L.confirmLesson(eng, { courseCode: 'WM-201', lessonSlug: l1.slug }))
await L.readLessonPage(eng, { courseCode: 'WM-201', lessonSlug: l2.slug, isFetchedAhead: false })
const k2 = await readAnswerKeys(db, l2.id)
await L.answerCheck(eng, { courseCode: 'WM-201', lessonSlug: l2.slug, checkId: k2[0].id, choices: k2[0].correct })
await L.answerCheck(eng, { courseCode: 'WM-201', lessonSlug: l2.slug, checkId: k2[1].id, choices: [k2[1].choices.find((c: string) => !k2[1].correct.includes(c))] })
await L.recordProgress({ ...eng, now: () => '2026-11-23T02:00:30.000Z' }, { courseCode: 'WM-201', lessonSlug: l2.slug, heading: 's3', seconds: 15 })
const lesson = `/courses/WM-201/lessons/${l2.slug}`
await draw('lesson-en', 'lesson', lesson, eng, 'en', 'light')
await draw('lesson-zh', 'lesson', lesson, eng, 'zh-CN', 'dark')
await draw('list-en', 'list', '/courses', eng, 'en', 'light')
await draw('list-zh', 'list', '/courses', eng, 'zh-CN', 'light')
await draw('course-en', 'course', '/courses/WM-201', eng, 'en', 'light')
await draw('course-zh', 'course', '/courses/WM-201', eng, 'zh-CN', 'dark')
const officer = await actingAs(ctx, 'B-5001')
await draw('course-officer', 'course', '/courses/WM-201', officer, 'en', 'light')
const trainer = await actingAs(ctx, 'T-2201')
await L.recordTraining(trainer, { staffCode: eng.actor.code, courseCode: 'WM-201' })
await L.recordTraining(trainer, { staffCode: 'E-1003', courseCode: 'SAFE-101' })
await draw('trainees-en', 'trainees', '/training', trainer, 'en', 'light')
// css
const { compile } = require('@tailwindcss/node'); const { Scanner } = require('@tailwindcss/oxide')
const compiler = await compile(readFileSync(base + '/app/styles/app.css', 'utf8'), { base: base + '/app/styles', onDependency() {} })
const scanner = new Scanner({ sources: [{ base: base + '/app', pattern: '**/*', negated: false }] })
writeFileSync('/tmp/look/app.css', compiler.build(scanner.scan()))
await db.destroy()
