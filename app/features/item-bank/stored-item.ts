import type { Item, ItemContent, ItemKey } from '#app/domain/exam/item.ts'

/**
 * An item version is stored in three parts that are read apart: the face, which a candidate may see; the key; the rationale. Whoever shows an
 * item selects `face_json` alone.
 */

/** What `item_version.face_json` holds. */
export type StoredFace = { readonly content: ItemContent; readonly weight: number }

/** What `item_version.key_json` holds. */
export type StoredKey = { readonly key: ItemKey }

/** The three parts as they are written. */
export function storedParts(item: Pick<Item, 'content' | 'weight' | 'key' | 'rationale'>) {
  const face: StoredFace = { content: item.content, weight: item.weight }
  const key: StoredKey = { key: item.key }
  return {
    faceJson: JSON.stringify(face),
    keyJson: JSON.stringify(key),
    rationaleJson: JSON.stringify(item.rationale),
  }
}

/** The face of a version. */
export function readStoredFace(faceJson: string): StoredFace {
  return JSON.parse(faceJson)
}

/** The key of a version; for scoring on the server only. */
export function readStoredKey(keyJson: string): StoredKey {
  return JSON.parse(keyJson)
}
