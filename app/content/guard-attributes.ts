import { type AttributeRule, type ComponentRule, idPattern, picturePattern } from './component-list.ts'
import type { Place } from './fault.ts'
import { type LessonAttribute, type LessonNode, placeOf } from './lesson-tree.ts'
import { hasHiddenCharacter } from './source-text.ts'

type AttributeFault = { readonly place: Place; readonly message: string }

const longestText = 600

/** Faults of a tag's attributes; without a rule (an unknown tag) only what is dangerous on any tag. */
export function findAttributeFaults(
  node: LessonNode,
  rule: ComponentRule | undefined,
  place: Place,
): AttributeFault[] {
  const seen = new Set<string>()
  const faults = (node.attributes ?? []).flatMap((attribute) => {
    const at = placeOf(attribute, place)
    const message = judgeAttribute(node.name ?? '', attribute, rule, seen)
    return message === undefined ? [] : [{ place: at, message }]
  })
  for (const [name, wanted] of rule?.attributes ?? []) {
    if (wanted.required && !seen.has(name)) {
      faults.push({
        place,
        message: `<${node.name}> needs the attribute ${name}. Write ${name}="${exampleOf(wanted)}".`,
      })
    }
  }
  return faults
}

function judgeAttribute(
  tag: string,
  attribute: LessonAttribute,
  rule: ComponentRule | undefined,
  seen: Set<string>,
): string | undefined {
  if (attribute.type !== 'mdxJsxAttribute') {
    return 'Spread attributes { … } are not allowed. Write each attribute as name="text".'
  }
  const name = attribute.name ?? ''
  if (seen.has(name)) return `The attribute ${name} stands twice. Delete one.`
  seen.add(name)
  if (/^on/i.test(name)) return `Event handlers such as ${name} are not allowed. Delete it.`
  if (typeof attribute.value === 'object' && attribute.value !== null) {
    return `The value of ${name} is an expression, which is not allowed. Write ${name}="text".`
  }
  if (!rule) return undefined

  const wanted = rule.attributes.get(name)
  if (!wanted) {
    const known = [...rule.attributes.keys()].join(', ')
    return `<${tag}> has no attribute ${name}. ${known === '' ? 'It takes none' : `It takes ${known}`}; delete this one.`
  }
  return judgeValue(name, typeof attribute.value === 'string' ? attribute.value : undefined, wanted)
}

function judgeValue(name: string, value: string | undefined, wanted: AttributeRule): string | undefined {
  if (wanted.kind === 'flag') {
    return value === undefined
      ? undefined
      : `${name} stands alone, without a value. Write just ${name}, or delete it.`
  }
  if (value === undefined || value.trim() === '')
    return `${name} is empty. Write ${name}="${exampleOf(wanted)}".`
  if (value.length > longestText) return `${name} has more than ${longestText} characters. Shorten it.`
  if (hasHiddenCharacter(value)) return `${name} holds a hidden character. Delete it.`
  if (wanted.kind === 'word' && !wanted.words.includes(value)) {
    return `${name}="${value}" is unknown. Use one of ${wanted.words.join(', ')}.`
  }
  if (wanted.kind === 'id' && !idPattern.test(value)) {
    return `${name}="${value}" is no id. Use lower-case letters, digits and hyphens, such as wm-iv-1.`
  }
  if (wanted.kind === 'media' && !picturePattern.test(value)) {
    return `${name}="${value}" is no picture of this course. Use media/ and the name of an svg, webp or png file.`
  }
  return undefined
}

function exampleOf(rule: AttributeRule): string {
  if (rule.kind === 'word') return rule.words[0] ?? ''
  if (rule.kind === 'id') return 'wm-iv-1'
  return rule.kind === 'media' ? 'media/inlet-valve.svg' : '…'
}
