import { basename, join } from 'node:path'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { lockInTransaction } from '#db/portable.ts'
import { fillDemo } from '#db/seed/fill-demo.ts'
import { withoutWaitingForDisk } from '#db/without-waiting-for-disk.ts'
import { ConfigError } from './config.server.ts'
import { loadBuiltContent } from './content/build-content.server.ts'
import { type Context, inTransaction } from './context.server.ts'
import { fillDemoHistory } from './demo-history.server.ts'
import { keepDemoKey } from './features/api-keys/index.server.ts'
import { findBrandCodes, publishCourse } from './features/curriculum/index.server.ts'
import { publishBlueprint } from './features/exams/index.server.ts'
import { publishItems } from './features/item-bank/index.server.ts'
import { publishRubric } from './features/practicals/index.server.ts'
import { renewalOf, requirementOf } from './requirement-seed.server.ts'
import { findMode, markMode } from './setting.repository.server.ts'

/**
 * Where `npm run build` puts the compiled courses; they hold answer keys and are never served. Beside the built server, wherever the process was
 * started; in development, where this file runs from the sources, in the build folder of the project.
 */
const contentDir =
  basename(import.meta.dirname) === 'server' ? join(import.meta.dirname, '../content') : 'build/content'

/** Held by whoever prepares a database that several processes start on. */
const preparationLock = 7_302

/**
 * Brings the data of a started process to what its mode promises: marks an empty database with the mode, fills the demonstration once, and publishes
 * courses whose content has changed. Returns what to print, the key of the demonstration's
 * dispatcher among it. Refuses a database that belongs to the other mode.
 */
export async function prepareData(ctx: Context, demoKey: string | null): Promise<string[]> {
  const { mode, publicUrl } = ctx.settings
  const isNew = await ctx.db.transaction().execute(async (trx) => {
    // Of two processes that start on one empty database the later one waits here, and then finds what the first has done.
    await lockInTransaction(trx, preparationLock)
    const mark = await findMode(trx)
    if (mark !== null && mark !== mode) {
      throw new ConfigError(
        `TIERGATE_MODE: found "${mode}", expected "${mark}", as this database was made for that mode`,
      )
    }
    if (mark === null && mode === 'production') await markMode(trx, mode)
    if (mark === null && mode === 'demo') await fillDemoWorld(inTransaction(ctx, trx))
    return mark === null
  })
  await publishBuiltCourses(ctx)
  if (isNew && mode === 'demo') await withoutWaitingForDisk(ctx.db, () => fillDemoHistory(ctx, contentDir))
  const key = mode === 'demo' ? await keepDemoKey(ctx, demoKey) : null
  return mode === 'demo'
    ? [
        'This is a demonstration: the sign-in page offers its people at one click.',
        `Sign in: ${publicUrl}/sign-in`,
        ...(key === null ? [] : [`Demo API key: ${key}`]),
      ]
    : [`Sign in: ${publicUrl}/sign-in`, 'The first admin is made by: npm run admin:create']
}

/** The brands, the network and the people of the demonstration. */
async function fillDemoWorld(ctx: Context): Promise<void> {
  await fillDemo({
    db: ctx.db,
    now: ctx.now(),
    newId: ctx.newId,
    certificateNumber: (brand, type) => makeCertificateNumber(brand, type, ctx.randomBytes).text,
    publicSlug: () => makePublicSlug(ctx.randomBytes),
    requirementJson: (seed) => JSON.stringify(requirementOf(seed)),
    renewalJson: (seed) => JSON.stringify(renewalOf(seed)),
  })
}

/** Publishes what was built and is not in the database yet. A brand's course waits until the brand is there. */
async function publishBuiltCourses(ctx: Context): Promise<void> {
  const brands = new Set(await findBrandCodes(ctx.db))
  for (const course of await loadBuiltContent(contentDir)) {
    const { brand } = course.course
    if (brand && !brands.has(brand)) continue
    await ctx.db.transaction().execute(async (trx) => {
      await lockInTransaction(trx, preparationLock)
      const { courseId, isNew } = await publishCourse(ctx, trx, course)
      if (!isNew) return
      await publishItems(ctx, trx, { courseId, items: course.items })
      await publishBlueprint(ctx, trx, { courseId, blueprint: course.blueprint })
      if (course.practical) await publishRubric(ctx, trx, { courseId, practical: course.practical })
    })
  }
}
