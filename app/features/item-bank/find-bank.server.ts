import { type BankItem, bankItem } from '#app/domain/exam/blueprint.ts'
import type { Difficulty } from '#app/domain/exam/item.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import type { Db } from '#db/schema/index.ts'
import { findActiveVersions, findFaces } from './item.repository.server.ts'
import { readStoredFace } from './stored-item.ts'

/** An item that may be drawn: what the draw needs, under the item's own id, and the version a form would pin. */
export type BankEntry = BankItem & {
  readonly code: string
  readonly itemVersionId: string
  /** Forms on which the item has been. */
  readonly shownCount: number
}

type ActiveVersion = Awaited<ReturnType<typeof findActiveVersions>>[number]

// Versions are frozen, so what the draw needs of one holds for ever. The content hash is part of each key: two databases of one process (tests, a restored
// copy) never see each other's items.
const drawables = boundedCache<BankItem>(20_000)

/** The active items of a course in their newest version, by code; no keys, no texts. */
export async function findBank(db: Db, courseId: string): Promise<readonly BankEntry[]> {
  const versions = await findActiveVersions(db, courseId)
  const known = versions.map((version) => drawables.get(keyOf(version)))
  const missing = versions.filter((_, place) => known[place] === undefined)
  const faces = await findFaces(
    db,
    missing.map(({ itemVersionId }) => itemVersionId),
  )
  const faceOf = new Map(faces.map(({ id, faceJson }) => [id, faceJson]))
  return versions.map((version, place) => ({
    ...(known[place] ?? remember(version, faceOf.get(version.itemVersionId) ?? '')),
    code: version.code,
    itemVersionId: version.itemVersionId,
    shownCount: version.shownCount,
  }))
}

function remember(version: ActiveVersion, faceJson: string): BankItem {
  const drawable = bankItem({
    id: version.itemId,
    domain: version.domain,
    difficulty: version.difficulty as Difficulty,
    critical: version.isCritical === 1,
    content: readStoredFace(faceJson).content,
  })
  drawables.set(keyOf(version), drawable)
  return drawable
}

function keyOf({ itemVersionId, contentHash }: ActiveVersion): string {
  return `${itemVersionId}|${contentHash}`
}
