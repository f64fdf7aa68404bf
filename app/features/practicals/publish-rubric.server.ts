import { createHash } from 'node:crypto'
import type { PracticalFile } from '#app/content/course-schema.ts'
import type { Context } from '#app/context.server.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findLatestRubric, findPractical, insertPractical, insertRubric } from './rubric.repository.server.ts'

/** Thrown for a rubric that asks for several assessors at once: a score sheet has one. */
export class SeveralAssessorsError extends Error {
  constructor(code: string, assessors: number) {
    super(`Practical ${code} asks for ${assessors} assessors; a score sheet has one. Set "assessors" to 1.`)
    this.name = 'SeveralAssessorsError'
  }
}

/**
 * Publishes the practical of a course as the content pipeline read it (practical.json). The same content publishes nothing; another one becomes
 * the next version of the rubric, frozen from then on, and assessments asked for before keep theirs. Throws SeveralAssessorsError.
 */
export async function publishRubric(
  ctx: Context,
  trx: Db,
  input: { courseId: string; practical: PracticalFile },
): Promise<{ practicalId: string; rubricId: string; isNew: boolean }> {
  const { courseId, practical } = input
  const { code, titles, minutes } = practical
  if (practical.assessors > 1) throw new SeveralAssessorsError(code, practical.assessors)
  const rubricJson = JSON.stringify(practical)
  const contentHash = createHash('sha256').update(rubricJson).digest('hex')
  const known = await findPractical(trx, code)
  const latest = known && (await findLatestRubric(trx, known.id))
  if (known && latest?.contentHash === contentHash) {
    return { practicalId: known.id, rubricId: latest.id, isNew: false }
  }
  const practicalId = known?.id ?? ctx.newId()
  if (!known) await insertPractical(trx, { id: practicalId, courseId, code })
  const rubricId = ctx.newId()
  const version = (latest?.version ?? 0) + 1
  await insertRubric(trx, {
    id: rubricId,
    practicalId,
    version,
    titleEn: titles.en,
    titleZh: titles.zh,
    minutes,
    rubricJson,
    contentHash,
    publishedAt: ctx.now(),
  })
  await recordAudit(ctx, trx, {
    action: 'rubric.published',
    subjectKind: 'practical',
    subjectId: practicalId,
    details: { code, version, contentHash },
  })
  return { practicalId, rubricId, isNew: true }
}
