import { type Evidence, readLeaf } from '#app/domain/requirement/evidence.ts'
import {
  type EvidenceLeaf,
  isLeaf,
  leafKey,
  neededOf,
  type RequirementTree,
} from '#app/domain/requirement/requirement-tree.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import type { StoredTypeWithRequirement } from './credential-type.repository.server.ts'
import type { Offers } from './offer.repository.server.ts'
import type { Way, WayStep } from './way.ts'

/** What ways are made from. */
export type WayBook = {
  readonly types: readonly StoredTypeWithRequirement[]
  /** What a type asks of the person: frozen by an open enrolment, or on the path that is open to them today. */
  readonly askedOf: (type: StoredTypeWithRequirement) => RequirementTree
  readonly evidence: Evidence
  readonly offers: Offers
  readonly at: string
}

/**
 * The steps by which a person earns a type, in an order in which they can be taken: what is met is done, a missing rung below is unfolded into its
 * own steps and decision, what nobody offers yet is unavailable. Of branches with a choice what is met counts first, then what is offered, then
 * what takes fewer hours. Each step stands once, where it is first needed; the decision on the type itself is the last.
 */
export function buildWay(type: StoredTypeWithRequirement, book: WayBook): Way {
  const steps = new Map<string, WayStep>()
  for (const step of stepsToType(type, book, [])) if (!steps.has(step.key)) steps.set(step.key, step)
  const all = [...steps.values()]
  return {
    typeCode: type.code,
    name: type.name,
    steps: all,
    hours: Math.ceil(all.reduce((sum, { hours }) => sum + hours, 0)),
    isOpen: all.every(({ state }) => state !== 'unavailable'),
  }
}

function stepsToType(type: StoredTypeWithRequirement, book: WayBook, above: readonly string[]): WayStep[] {
  // Requirement trees are checked for circles when they are published; a circle is cut here all the same.
  if (above.includes(type.id)) return []
  const requirement = book.askedOf(type)
  return [
    ...stepsOf(requirement, type, book, [...above, type.id]),
    {
      key: `decision:${type.brand.code}/${type.code}`,
      kind: 'decision',
      code: type.code,
      title: worded('credentials:step.decision', type.name),
      state: 'open',
      hours: 0,
    },
  ]
}

function stepsOf(
  node: RequirementTree,
  type: StoredTypeWithRequirement,
  book: WayBook,
  above: readonly string[],
): WayStep[] {
  if (isLeaf(node)) return stepsOfLeaf(node, type, book, above)
  const branches = node.children.map((child) => stepsOf(child, type, book, above))
  if (node.kind === 'all') return branches.flat()
  const weighed = branches.map((steps) => ({
    steps,
    blocked: steps.filter(({ state }) => state === 'unavailable').length,
    hours: steps.reduce((sum, { hours }) => sum + hours, 0),
  }))
  weighed.sort((a, b) => a.blocked - b.blocked || a.hours - b.hours)
  return weighed.slice(0, neededOf(node)).flatMap(({ steps }) => steps)
}

function stepsOfLeaf(
  leaf: EvidenceLeaf,
  type: StoredTypeWithRequirement,
  book: WayBook,
  above: readonly string[],
): WayStep[] {
  const { offers, evidence, at } = book
  const isMet = readLeaf(leaf, evidence, at, type.brand.zone).met
  const step = (
    kind: WayStep['kind'],
    code: string,
    title: Bilingual,
    offered: { hours: number } | undefined,
  ): WayStep => ({
    key: leafKey(leaf),
    kind,
    code,
    title,
    state: isMet ? 'done' : offered ? 'open' : 'unavailable',
    hours: isMet || !offered ? 0 : halfHoursUp(offered.hours),
  })
  switch (leaf.kind) {
    case 'course': {
      const offered = offers.courses.get(leaf.course)
      return [step('course', leaf.course, offered?.title ?? unnamed(leaf.course), offered)]
    }
    case 'exam': {
      const offered = offers.exams.get(leaf.exam)
      return [
        step(
          'exam',
          leaf.exam,
          worded('credentials:step.exam', offered?.title ?? unnamed(leaf.exam)),
          offered,
        ),
      ]
    }
    case 'practical': {
      const offered = offers.practicals.get(leaf.practical)
      const title = worded('credentials:step.practical', offered?.title ?? unnamed(leaf.practical))
      return [step('practical', leaf.practical, title, offered)]
    }
    case 'licence':
      return [
        step('licence', leaf.licence, offers.licences.get(leaf.licence) ?? unnamed(leaf.licence), {
          hours: 0,
        }),
      ]
    case 'work': {
      const { count, category, level } = leaf
      const title = {
        en: i18nFor('en').t('credentials:step.work', { count, category, level }),
        zh: i18nFor('zh-CN').t('credentials:step.work', { count, category, level }),
      }
      return [step('work', `${category}-L${level}`, title, { hours: 0 })]
    }
    case 'level':
    case 'credential':
    case 'endorsement': {
      const target = book.types.find((one) => isTarget(one, leaf))
      if (!target) return [step('credential', leafKey(leaf), unnamed(leafKey(leaf)), undefined)]
      return isMet
        ? [step('credential', target.code, target.name, undefined)]
        : stepsToType(target, book, above)
    }
  }
}

/** Whether a type is the one that a leaf asks for. */
export function isTarget(
  type: StoredTypeWithRequirement,
  leaf: Extract<EvidenceLeaf, { kind: 'level' | 'credential' | 'endorsement' }>,
): boolean {
  if (type.brand.code !== leaf.brand) return false
  if (leaf.kind === 'credential') return type.code === leaf.type
  if (leaf.kind === 'endorsement') return type.rules.endorsements.includes(leaf.endorsement)
  return type.kind === 'LEVEL' && type.categoryCode === leaf.category && type.level === leaf.level
}

function worded(
  key: 'credentials:step.exam' | 'credentials:step.practical' | 'credentials:step.decision',
  title: Bilingual,
) {
  return { en: i18nFor('en').t(key, { title: title.en }), zh: i18nFor('zh-CN').t(key, { title: title.zh }) }
}

function unnamed(code: string): Bilingual {
  return { en: code, zh: code }
}

function halfHoursUp(hours: number): number {
  return Math.ceil(hours * 2) / 2
}
