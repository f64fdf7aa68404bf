import type { ScoringRule } from '#app/domain/exam/item.ts'

/**
 * What Moodle has no field for stands in tags of the form `word:value`, which Moodle keeps with a question and lets people search. A tag there has at most 50
 * characters; what is longer is not written and named as a loss.
 */
export const longestTag = 50

/** The words of our own tags. */
const tagWords = ['domain', 'difficulty', 'critical', 'scoring', 'options', 'right', 'source'] as const
export type TagWord = (typeof tagWords)[number]

export type MoodleTags = {
  readonly domain: string | null
  readonly difficulty: number | null
  readonly critical: boolean | null
  readonly scoring: ScoringRule | null
  /** The ids of options, or of the left sides of a matching, in the order of the file. */
  readonly options: readonly string[] | null
  readonly right: readonly string[] | null
  readonly source: string | null
  /** Tags that are not ours. */
  readonly others: readonly string[]
}

/** Reads the tags of a question. */
export function readTags(tags: readonly string[]): MoodleTags {
  const found = new Map<TagWord, string>()
  const others: string[] = []
  for (const tag of tags) {
    const word = tagWords.find((one) => tag.startsWith(`${one}:`))
    if (word) found.set(word, tag.slice(word.length + 1).trim())
    else others.push(tag)
  }
  const ids = (word: TagWord) => found.get(word)?.split(' ') ?? null
  const scoring = found.get('scoring')
  const critical = found.get('critical')
  const difficulty = found.get('difficulty')
  return {
    domain: found.get('domain') ?? null,
    difficulty: difficulty === undefined ? null : Number(difficulty),
    critical: critical === undefined ? null : critical === 'yes',
    scoring: scoring === 'partial' || scoring === 'all-or-nothing' ? scoring : null,
    options: ids('options'),
    right: ids('right'),
    source: found.get('source') ?? null,
    others,
  }
}
