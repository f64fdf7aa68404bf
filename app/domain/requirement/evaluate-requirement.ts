import type { Instant, Zone } from '../shared/instants.ts'
import { type Evidence, type LeafReading, readLeaf } from './evidence.ts'
import { isLeaf, leafKey, neededOf, type RequirementTree } from './requirement-tree.ts'

/** A branch or leaf as it stands, for showing the tree. */
export type RequirementReading =
  | (LeafReading & { readonly kind: 'leaf' })
  | {
      readonly kind: 'all' | 'any' | 'at-least'
      readonly met: boolean
      readonly needed: number
      readonly metCount: number
      readonly children: readonly RequirementReading[]
    }

export type UnmetLeaf = Extract<LeafReading, { met: false }>

export type RequirementOutcome = {
  readonly met: boolean
  /** Unmet leaves that still matter: those of branches already met another way are left out. Each once; empty when met. */
  readonly missing: readonly UnmetLeaf[]
  /** Every unmet leaf of the tree, each once. */
  readonly unmet: readonly UnmetLeaf[]
  /** First instant at which it would no longer be met although nothing is taken away; null when unmet or when nothing known ends it. */
  readonly until: Instant | null
  readonly tree: RequirementReading
}

/**
 * Judges evidence against a tree at an instant. More evidence never turns met into unmet. Ages are calendar days in `zone`,
 * the issuer's. Throws RangeError for `any` without children or an n-of outside its range.
 */
export function evaluateRequirement(
  tree: RequirementTree,
  evidence: Evidence,
  at: Instant,
  { zone = 'UTC' }: { readonly zone?: Zone } = {},
): RequirementOutcome {
  const reading = read(tree, evidence, at, zone)
  return {
    met: reading.met,
    missing: eachOnce(missingOf(reading)),
    unmet: eachOnce(unmetOf(reading)),
    until: reading.met ? endOf(reading) : null,
    tree: reading,
  }
}

function read(tree: RequirementTree, evidence: Evidence, at: Instant, zone: Zone): RequirementReading {
  if (isLeaf(tree)) return { kind: 'leaf', ...readLeaf(tree, evidence, at, zone) }
  const needed = neededOf(tree)
  const isPossible =
    Number.isInteger(needed) && needed <= tree.children.length && (needed >= 1 || tree.kind === 'all')
  if (!isPossible) throw new RangeError(`A requirement asks for ${needed} of ${tree.children.length}`)
  const children = tree.children.map((child) => read(child, evidence, at, zone))
  const metCount = children.filter(({ met }) => met).length
  return { kind: tree.kind, met: metCount >= needed, needed, metCount, children }
}

function missingOf(reading: RequirementReading): readonly UnmetLeaf[] {
  if (reading.met) return []
  return reading.kind === 'leaf' ? [reading] : reading.children.flatMap(missingOf)
}

function unmetOf(reading: RequirementReading): readonly UnmetLeaf[] {
  if (reading.kind === 'leaf') return reading.met ? [] : [reading]
  return reading.children.flatMap(unmetOf)
}

/** Of the met children the `needed` longest lasting carry a branch; it ends with the first of them. */
function endOf(reading: RequirementReading): Instant | null {
  if (reading.kind === 'leaf') return reading.met ? reading.until : null
  const ends = reading.children.filter(({ met }) => met).map(endOf)
  ends.sort((a, b) => (a === b ? 0 : a === null || (b !== null && a > b) ? -1 : 1))
  return ends[reading.needed - 1] ?? null
}

function eachOnce(leaves: readonly UnmetLeaf[]): readonly UnmetLeaf[] {
  const seen = new Set<string>()
  return leaves.filter(({ leaf }) => {
    const key = JSON.stringify([
      leafKey(leaf),
      'mode' in leaf && leaf.mode,
      'maxAgeDays' in leaf && leaf.maxAgeDays,
    ])
    return seen.has(key) ? false : seen.add(key)
  })
}
