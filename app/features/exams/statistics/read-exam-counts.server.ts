import type { SignedInContext } from '#app/context.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { findExamCounts } from './exam-answers.repository.server.ts'
import { examOwnerOf } from './exam-owner.ts'

const pageSize = 20

/** The exams whose statistics the actor may see, one page of them, with how often each was sat. */
export async function readExamCounts(ctx: SignedInContext, input: { search: string; page: number }) {
  const owner = examOwnerOf(ctx.actor.acting)
  const found = owner
    ? await findExamCounts(ctx.db, owner, { ...input, pageSize })
    : { total: 0, attempts: 0, rows: [] }
  return {
    ...input,
    pageSize,
    total: found.total,
    attempts: found.attempts,
    exams: found.rows.map(({ code, titleEn, titleZh, attempts, passed, lastAt }) => ({
      code,
      title: inLanguage({ en: titleEn, zh: titleZh }, ctx.language),
      attempts,
      passed,
      lastAt,
    })),
  }
}

export type ExamCounts = Awaited<ReturnType<typeof readExamCounts>>
