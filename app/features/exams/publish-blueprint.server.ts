import { createHash } from 'node:crypto'
import type { Context } from '#app/context.server.ts'
import type { Blueprint } from '#app/domain/exam/blueprint.ts'
import { type BlueprintGap, findBlueprintGaps } from '#app/domain/exam/blueprint-gaps.ts'
import { recordAudit } from '#app/features/audit/index.server.ts'
import { findBank } from '#app/features/item-bank/index.server.ts'
import type { Db } from '#db/schema/index.ts'
import { findExamRow, findLatestBlueprint, insertBlueprint, insertExam } from './exam.repository.server.ts'

/** Thrown where the bank cannot fill a blueprint in both languages; `gaps` says what is missing. */
export class BlueprintGapsError extends Error {
  readonly gaps: readonly BlueprintGap[]

  constructor(code: string, gaps: readonly BlueprintGap[]) {
    const sections = [...new Set(gaps.map(({ section }) => section))].join(', ')
    super(`The bank of ${code} cannot fill its blueprint; look at ${sections}: ${JSON.stringify(gaps)}`)
    this.name = 'BlueprintGapsError'
    this.gaps = gaps
  }
}

/**
 * Publishes the blueprint of a course's exam once the published bank is proven to fill it. The same content publishes nothing; another one
 * becomes the next version, and attempts begun before keep theirs. Throws BlueprintGapsError.
 */
export async function publishBlueprint(
  ctx: Context,
  trx: Db,
  input: { courseId: string; blueprint: Blueprint },
): Promise<{ examId: string; blueprintId: string; isNew: boolean }> {
  const { courseId, blueprint } = input
  const { code, mode, minutes, cutPermille, sections } = blueprint
  const blueprintJson = JSON.stringify(blueprint)
  const contentHash = createHash('sha256').update(blueprintJson).digest('hex')
  const gaps = findBlueprintGaps(blueprint, await findBank(trx, courseId))
  if (gaps.length > 0) throw new BlueprintGapsError(code, gaps)

  const known = await findExamRow(trx, code)
  const latest = known && (await findLatestBlueprint(trx, known.id))
  if (known && latest?.contentHash === contentHash) {
    return { examId: known.id, blueprintId: latest.id, isNew: false }
  }
  const examId = known?.id ?? ctx.newId()
  if (!known) await insertExam(trx, { id: examId, courseId, code })
  const blueprintId = ctx.newId()
  const version = (latest?.version ?? 0) + 1
  await insertBlueprint(trx, {
    id: blueprintId,
    examId,
    version,
    // How a proctored exam was watched over is recorded with the session; the exam itself knows two kinds.
    mode: mode === 'UNPROCTORED' ? mode : 'PROCTORED',
    minutes,
    cutPermille,
    itemCount: sections.reduce((sum, { count }) => sum + count, 0),
    blueprintJson,
    contentHash,
    publishedAt: ctx.now(),
  })
  await recordAudit(ctx, trx, {
    action: 'blueprint.published',
    subjectKind: 'exam',
    subjectId: examId,
    details: { code, version, contentHash },
  })
  return { examId, blueprintId, isNew: true }
}
