import type { EvidenceMode } from '../credential/credential.ts'
import type { Instant } from '../shared/instants.ts'

/**
 * Requirements as AND/OR/n-of trees over pieces of evidence. The same kind of tree says what a credential rests on, what an
 * entry standard asks and what a person still needs. Trees are plain JSON. Things are named by code.
 */
export type RequirementTree = AllOf | AnyOf | AtLeast | EvidenceLeaf

/** Every child. `inOrder`: each child can only be taken when those before it are finished. */
export type AllOf = {
  readonly kind: 'all'
  readonly children: readonly RequirementTree[]
  readonly inOrder?: boolean
}

/** One child. */
export type AnyOf = { readonly kind: 'any'; readonly children: readonly RequirementTree[] }

/** At least `count` of the children. */
export type AtLeast = {
  readonly kind: 'at-least'
  readonly count: number
  readonly children: readonly RequirementTree[]
}

/** What is earned by an act on a day. */
type Earned = {
  /** Calendar days for which it counts; null where it never grows too old. */
  readonly maxAgeDays: number | null
  /** Only what was earned after this instant counts: what a record was issued on does not renew it. */
  readonly earnedAfter?: Instant
}

export type EvidenceLeaf =
  | (Earned & { readonly kind: 'course'; readonly course: string })
  | (Earned & {
      readonly kind: 'exam'
      readonly exam: string
      /** At least this mode; null for any. */
      readonly mode: EvidenceMode | null
    })
  | (Earned & { readonly kind: 'practical'; readonly practical: string })
  /** So many finished jobs on a ladder that ask for the level or a higher one, each at most so many calendar days ago. */
  | {
      readonly kind: 'work'
      readonly brand: string
      readonly category: string
      readonly level: number
      readonly count: number
      readonly withinDays: number
    }
  /** A credential of one type, granting work at the time. */
  | { readonly kind: 'credential'; readonly brand: string; readonly type: string }
  /** Any credential that grants the level or a higher one of this ladder. */
  | { readonly kind: 'level'; readonly brand: string; readonly category: string; readonly level: number }
  | { readonly kind: 'endorsement'; readonly brand: string; readonly endorsement: string }
  | { readonly kind: 'licence'; readonly licence: string }

export type EvidenceKind = EvidenceLeaf['kind']

/**
 * Names what a leaf asks for: leaves with one key are met by one act, so costs are given by key. Neither the age nor the
 * mode is part of it. `course:WM-201`, `level:MEIHE/WM/2`.
 */
export function leafKey(leaf: EvidenceLeaf): string {
  switch (leaf.kind) {
    case 'course':
      return `course:${leaf.course}`
    case 'exam':
      return `exam:${leaf.exam}`
    case 'practical':
      return `practical:${leaf.practical}`
    case 'credential':
      return `credential:${leaf.brand}/${leaf.type}`
    case 'level':
      return `level:${leaf.brand}/${leaf.category}/${leaf.level}`
    case 'endorsement':
      return `endorsement:${leaf.brand}/${leaf.endorsement}`
    case 'licence':
      return `licence:${leaf.licence}`
    case 'work':
      return `work:${leaf.brand}/${leaf.category}/${leaf.level}x${leaf.count}`
  }
}

/** Whether a node is a piece of evidence and not a branch. */
export function isLeaf(tree: RequirementTree): tree is EvidenceLeaf {
  return tree.kind !== 'all' && tree.kind !== 'any' && tree.kind !== 'at-least'
}

/** How many children of a branch must be met. */
export function neededOf(branch: AllOf | AnyOf | AtLeast): number {
  if (branch.kind === 'all') return branch.children.length
  return branch.kind === 'any' ? 1 : branch.count
}

/** Every leaf in the order of the tree, repeated ones too. */
export function leavesOf(tree: RequirementTree): readonly EvidenceLeaf[] {
  return isLeaf(tree) ? [tree] : tree.children.flatMap(leavesOf)
}

/** The tree with everything that is earned by an act asked for anew: only what is earned after the instant counts. Courses stay as they are where `courses` is false. */
export function askedAfter(
  tree: RequirementTree,
  instant: Instant,
  { courses = true }: { readonly courses?: boolean } = {},
): RequirementTree {
  if (!isLeaf(tree)) {
    return { ...tree, children: tree.children.map((child) => askedAfter(child, instant, { courses })) }
  }
  const isEarned = tree.kind === 'exam' || tree.kind === 'practical' || (tree.kind === 'course' && courses)
  return isEarned ? { ...tree, earnedAfter: instant } : tree
}

/** What is wrong with a tree; `path` leads to the node by the places of children. */
export type RequirementProblem = {
  readonly kind:
    | 'any-of-nothing'
    | 'count-out-of-range'
    | 'age-not-positive'
    | 'level-not-positive'
    | 'count-not-positive'
  readonly path: readonly number[]
}

/** Problems that would make a tree impossible to meet, or met by nothing. `all` without children is met and allowed. */
export function findRequirementProblems(
  tree: RequirementTree,
  path: readonly number[] = [],
): readonly RequirementProblem[] {
  if (isLeaf(tree)) {
    const problems: RequirementProblem[] = []
    const isPositive = (value: number) => Number.isInteger(value) && value >= 1
    if ('maxAgeDays' in tree && tree.maxAgeDays !== null && !isPositive(tree.maxAgeDays))
      problems.push({ kind: 'age-not-positive', path })
    if (tree.kind === 'work' && !isPositive(tree.withinDays))
      problems.push({ kind: 'age-not-positive', path })
    if (tree.kind === 'work' && !isPositive(tree.count)) problems.push({ kind: 'count-not-positive', path })
    if ((tree.kind === 'level' || tree.kind === 'work') && !isPositive(tree.level))
      problems.push({ kind: 'level-not-positive', path })
    return problems
  }
  const problems = tree.children.flatMap((child, place) => findRequirementProblems(child, [...path, place]))
  if (tree.kind === 'any' && tree.children.length === 0)
    return [{ kind: 'any-of-nothing', path }, ...problems]
  const fits =
    tree.kind !== 'at-least' ||
    (Number.isInteger(tree.count) && tree.count >= 1 && tree.count <= tree.children.length)
  return fits ? problems : [{ kind: 'count-out-of-range', path }, ...problems]
}
