import { type BankItem, bankItem } from '#app/domain/exam/blueprint.ts'
import type { Difficulty } from '#app/domain/exam/item.ts'
import type { Db } from '#db/schema/index.ts'
import { findActiveVersions } from './item.repository.server.ts'
import { readStoredFace } from './stored-item.ts'

/** An item that may be drawn: what the draw needs, under the item's own id, and the version a form would pin. */
export type BankEntry = BankItem & { readonly code: string; readonly itemVersionId: string }

/** The active items of a course in their newest version, by code; no keys, no texts. */
export async function findBank(db: Db, courseId: string): Promise<readonly BankEntry[]> {
  const versions = await findActiveVersions(db, courseId)
  return versions.map(({ itemId, code, itemVersionId, domain, difficulty, isCritical, faceJson }) => ({
    ...bankItem({
      id: itemId,
      domain,
      difficulty: difficulty as Difficulty,
      critical: isCritical === 1,
      content: readStoredFace(faceJson).content,
    }),
    code,
    itemVersionId,
  }))
}
