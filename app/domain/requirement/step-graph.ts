import { evidenceMeets } from '../credential/credential.ts'
import { type EvidenceLeaf, isLeaf, leafKey, type RequirementTree } from './requirement-tree.ts'

/** The steps that a tree could ask of a person, and which must be finished before which. */
export type StepGraph = {
  /** Keys in the order of the tree, what a step rests on before the step itself. */
  readonly keys: readonly string[]
  readonly leaves: ReadonlyMap<string, EvidenceLeaf>
  /** By key: the steps that come before it, as far as they are taken at all. */
  readonly after: ReadonlyMap<string, ReadonlySet<string>>
}

type Graph = { readonly leaves: Map<string, EvidenceLeaf>; readonly after: Map<string, Set<string>> }

/**
 * Collects the unmet leaves of a tree and of what they rest on (`restsOn`, by key). Order comes from two sources: a leaf
 * comes after what it rests on, and in an `inOrder` branch a child comes after those before it; a step that an earlier child
 * needs as well belongs to the earlier one. Throws RangeError when a leaf rests on itself.
 */
export function readStepGraph(
  tree: RequirementTree,
  isMet: (leaf: EvidenceLeaf) => boolean,
  restsOn: (key: string) => RequirementTree | undefined,
): StepGraph {
  const graph: Graph = { leaves: new Map(), after: new Map() }

  const collect = (node: RequirementTree, above: readonly string[]): ReadonlySet<string> => {
    if (isLeaf(node)) {
      if (isMet(node)) return new Set()
      const key = leafKey(node)
      if (above.includes(key)) throw new RangeError(`${key} rests on itself: ${[...above, key].join(' > ')}`)
      const base = restsOn(key)
      const below = base === undefined ? new Set<string>() : collect(base, [...above, key])
      addAfter(graph, key, below)
      graph.leaves.set(key, stricter(graph.leaves.get(key) ?? node, node))
      return new Set([...below, key])
    }
    const sofar = new Set<string>()
    for (const child of node.children) {
      const own = [...collect(child, above)].filter((key) => !sofar.has(key))
      if (node.kind === 'all' && node.inOrder === true) for (const key of own) addAfter(graph, key, sofar)
      for (const key of own) sofar.add(key)
    }
    return sofar
  }
  collect(tree, [])
  return { keys: [...graph.leaves.keys()], leaves: graph.leaves, after: graph.after }
}

function addAfter(graph: Graph, key: string, earlier: ReadonlySet<string>): void {
  const known = graph.after.get(key) ?? new Set<string>()
  for (const other of earlier) known.add(other)
  graph.after.set(key, known)
}

/** Of two leaves that one act meets, the one that asks for the stronger exam mode. */
function stricter(a: EvidenceLeaf, b: EvidenceLeaf): EvidenceLeaf {
  if (a.kind !== 'exam' || b.kind !== 'exam') return a
  return evidenceMeets(a.mode, b.mode) ? a : b
}
