import { basename, join } from 'node:path'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { fillDemo } from '#db/seed/fill-demo.ts'
import { ConfigError } from './config.server.ts'
import { loadBuiltContent } from './content/build-content.server.ts'
import type { Context } from './context.server.ts'
import { fillDemoHistory } from './demo-history.server.ts'
import { publishCourse } from './features/curriculum/index.server.ts'
import { publishBlueprint } from './features/exams/index.server.ts'
import { publishItems } from './features/item-bank/index.server.ts'
import { publishRubric } from './features/practicals/index.server.ts'
import { requirementOf } from './requirement-seed.server.ts'

/**
 * Where `npm run build` puts the compiled courses; they hold answer keys and are never served. Beside the built server, wherever the process was
 * started; in development, where this file runs from the sources, in the build folder of the project.
 */
const contentDir =
  basename(import.meta.dirname) === 'server' ? join(import.meta.dirname, '../content') : 'build/content'

/**
 * Brings the data of a started process to what its mode promises: marks an empty database with the mode, fills the demonstration once, and publishes
 * courses whose content has changed. Returns what to print. Refuses a database that belongs to the other mode.
 */
export async function prepareData(ctx: Context): Promise<string[]> {
  const mark = await ctx.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'mode')
    .executeTakeFirst()
  const { mode } = ctx.settings
  if (mark && mark.value !== mode) {
    throw new ConfigError(
      `TIERGATE_MODE: found "${mode}", expected "${mark.value}", as this database was made for that mode`,
    )
  }
  if (!mark) {
    await ctx.db.transaction().execute(async (trx) => {
      if (mode === 'production')
        await trx.insertInto('setting').values({ name: 'mode', value: mode }).execute()
      else {
        await fillDemo({
          db: trx,
          now: ctx.now(),
          newId: ctx.newId,
          certificateNumber: (brand, type) => makeCertificateNumber(brand, type, ctx.randomBytes).text,
          publicSlug: () => makePublicSlug(ctx.randomBytes),
          requirementJson: (seed) => JSON.stringify(requirementOf(seed)),
        })
      }
    })
  }
  await publishBuiltCourses(ctx)
  if (!mark && mode === 'demo') await fillDemoHistory(ctx, contentDir)
  return mode === 'demo'
    ? [
        'This is a demonstration: the sign-in page offers its people at one click.',
        `Sign in: ${ctx.settings.publicUrl}/sign-in`,
      ]
    : [`Sign in: ${ctx.settings.publicUrl}/sign-in`, 'The first admin is made by: npm run admin:create']
}

/** Publishes what was built and is not in the database yet. A brand's course waits until the brand is there. */
async function publishBuiltCourses(ctx: Context): Promise<void> {
  const brands = new Set(
    (await ctx.db.selectFrom('organisation').select('code').where('kind', '=', 'brand').execute()).map(
      ({ code }) => code,
    ),
  )
  for (const course of await loadBuiltContent(contentDir)) {
    const { brand } = course.course
    if (brand && !brands.has(brand)) continue
    await ctx.db.transaction().execute(async (trx) => {
      const { courseId, isNew } = await publishCourse(ctx, trx, course)
      if (!isNew) return
      await publishItems(ctx, trx, { courseId, items: course.items })
      await publishBlueprint(ctx, trx, { courseId, blueprint: course.blueprint })
      if (course.practical) await publishRubric(ctx, trx, { courseId, practical: course.practical })
    })
  }
}
