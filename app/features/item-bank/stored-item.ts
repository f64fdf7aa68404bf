import type { CourseItem } from '#app/content/item-mapping.ts'
import type { Difficulty, ItemContent, ItemKey, ScoringRule } from '#app/domain/exam/item.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import { deepFrozen } from '#app/domain/shared/deep-frozen.ts'

/**
 * An item version is stored in three parts that are read apart: the face, which a candidate may see; the key; the rationale. Whoever shows an
 * item selects `face_json` alone.
 */

/** What `item_version.face_json` holds. */
export type StoredFace = { readonly content: ItemContent; readonly weight: number }

/** What `item_version.key_json` holds. */
export type StoredKey = { readonly key: ItemKey }

/** What a version stores of an item, the three parts among it. */
export function storedVersion(item: CourseItem) {
  const face: StoredFace = { content: item.content, weight: item.weight }
  const key: StoredKey = { key: item.key }
  return {
    type: item.content.type,
    domain: item.domain,
    difficulty: item.difficulty,
    isCritical: item.critical ? (1 as const) : (0 as const),
    scoring: item.scoring,
    faceJson: JSON.stringify(face),
    keyJson: JSON.stringify(key),
    rationaleJson: JSON.stringify(item.rationale),
    source: item.source ?? '',
  }
}

/** Some five banks; a face takes about 2 kB, and as much again when read. */
const faces = boundedCache<StoredFace>(1_000)

/** The face of a version. The same text gives the same frozen object: an exam asks for each face many times, of each candidate. */
export function readStoredFace(faceJson: string): StoredFace {
  const known = faces.get(faceJson)
  if (known) return known
  const face = deepFrozen(JSON.parse(faceJson) as StoredFace)
  faces.set(faceJson, face)
  return face
}

/** The key of a version; for scoring on the server only. */
export function readStoredKey(keyJson: string): StoredKey {
  return JSON.parse(keyJson)
}

/** A version of an item as it is read whole. */
type WholeVersion = {
  readonly code: string
  readonly domain: string
  readonly difficulty: number
  readonly isCritical: 0 | 1
  readonly scoring: string
  readonly faceJson: string
  readonly keyJson: string
  readonly rationaleJson: string
  readonly source: string
}

/** The whole item of a version, with its key. Stays on the server. */
export function readStoredItem(version: WholeVersion): CourseItem {
  const { content, weight } = readStoredFace(version.faceJson)
  return {
    id: version.code,
    domain: version.domain,
    difficulty: version.difficulty as Difficulty,
    critical: version.isCritical === 1,
    scoring: version.scoring as ScoringRule,
    weight,
    content,
    key: readStoredKey(version.keyJson).key,
    rationale: JSON.parse(version.rationaleJson),
    source: version.source === '' ? null : version.source,
  }
}
