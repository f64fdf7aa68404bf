import { decimalOf, decimalText } from '#app/domain/exam/decimal.ts'
import type { OptionId, OptionTexts } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Element } from './element.ts'
import type { InterchangeItem } from './interchange-item.ts'
import { mappingOf, orderByPlace, weightedMatch, withinTolerance } from './qti-scoring.ts'
import { element, inlineLines } from './write-xml.ts'

/** The words of an item that true and false are offered as. */
const truthWords = { en: { true: 'True', false: 'False' }, zh: { true: '正确', false: '错误' } } as const

/** The standard rules, named as the version of QTI names them. */
export type QtiTemplates = { readonly match: string; readonly map: string }

/** XML wants no digit at the beginning of a name. */
export function qtiId(id: OptionId): string {
  return /^[0-9]/.test(id) ? `_${id}` : id
}

/** One face of an item in the names of QTI 2; `mediaPath` leads from the item to its pictures. */
export function writeQtiItem(
  item: InterchangeItem,
  language: FaceLanguage,
  templates: QtiTemplates,
  mediaPath: (name: string) => string,
): Element {
  const { answer, interaction, rule } = partsOf(item, language, templates)
  const rationale = item.rationale[language]
  const pictures = item.media.map(({ name, alt }) =>
    element('p', {}, [element('img', { src: mediaPath(name), alt })]),
  )
  const stem = element('p', {}, inlineLines(item.content.faces[language].stem))
  return element(
    'assessmentItem',
    {
      identifier: item.id,
      title: item.id,
      'xml:lang': language === 'en' ? 'en' : 'zh-CN',
      adaptive: 'false',
      timeDependent: 'false',
    },
    [
      answer,
      outcome('SCORE', 'float', '0'),
      outcome('MAXSCORE', 'float', String(item.weight)),
      // Set from the beginning, so that the rationale is shown whatever was answered.
      ...(rationale === '' ? [] : [outcome('FEEDBACK', 'identifier', 'rationale')]),
      element('itemBody', {}, [stem, ...pictures, interaction]),
      rule,
      ...(rationale === ''
        ? []
        : [
            element(
              'modalFeedback',
              { outcomeIdentifier: 'FEEDBACK', identifier: 'rationale', showHide: 'show' },
              [element('p', {}, inlineLines(rationale))],
            ),
          ]),
    ],
  )
}

type Parts = { readonly answer: Element; readonly interaction: Element; readonly rule: Element }

function partsOf(item: InterchangeItem, language: FaceLanguage, templates: QtiTemplates): Parts {
  const { content, key, weight, scoring } = item
  const match = weight === 1 ? template(templates.match) : weightedMatch(weight)
  const byMap = (right: readonly string[]) => (scoring === 'partial' ? mappingOf(right, weight) : null)
  const ruleOf = () => (scoring === 'partial' ? template(templates.map) : match)
  const response = { responseIdentifier: 'RESPONSE' }
  if (content.type === 'truefalse' && key.type === 'truefalse') {
    const options = truthWords[language]
    return {
      answer: declared('single', 'identifier', [String(key.correct)]),
      interaction: choices({ ...response, shuffle: 'false', maxChoices: 1 }, options),
      rule: match,
    }
  }
  if (content.type === 'numeric' && key.type === 'numeric') {
    return {
      answer: declared('single', 'float', [decimalText(decimalOf(key.value))]),
      interaction: element('p', {}, [
        element('textEntryInteraction', { ...response, expectedLength: 12 }),
        ' ',
        element('span', { class: 'unit' }, content.unit === '' ? [] : [content.unit]),
      ]),
      rule: withinTolerance(key.tolerance, weight),
    }
  }
  if (content.type === 'matching' && key.type === 'matching') {
    const { left, right } = content.faces[language]
    const pairs = Object.entries(key.pairs).map(([from, to]) => `${qtiId(from)} ${qtiId(to)}`)
    const most = Object.keys(left).length
    return {
      answer: declared('multiple', 'directedPair', pairs, byMap(pairs)),
      interaction: element('matchInteraction', { ...response, shuffle: 'true', maxAssociations: most }, [
        matchSet(left, 1),
        matchSet(right, most),
      ]),
      rule: ruleOf(),
    }
  }
  if (content.type === 'ordering' && key.type === 'ordering') {
    const order = key.order.map(qtiId)
    return {
      answer: declared('ordered', 'identifier', order),
      interaction: element(
        'orderInteraction',
        { ...response, shuffle: 'true' },
        simpleChoices(content.faces[language].options),
      ),
      rule: scoring === 'partial' ? orderByPlace(order, weight) : match,
    }
  }
  if (content.type === 'multi' && key.type === 'multi') {
    const right = key.correct.map(qtiId)
    return {
      answer: declared('multiple', 'identifier', right, byMap(right)),
      interaction: choices({ ...response, shuffle: 'true', maxChoices: 0 }, content.faces[language].options),
      rule: ruleOf(),
    }
  }
  if (content.type === 'single' && key.type === 'single') {
    return {
      answer: declared('single', 'identifier', [qtiId(key.correct)]),
      interaction: choices({ ...response, shuffle: 'true', maxChoices: 1 }, content.faces[language].options),
      rule: match,
    }
  }
  throw new Error(`Item ${item.id} has the key of another type`)
}

function declared(
  cardinality: string,
  baseType: string,
  values: readonly string[],
  mapping: Element | null = null,
): Element {
  const correct = element(
    'correctResponse',
    {},
    values.map((value) => element('value', {}, [value])),
  )
  return element('responseDeclaration', { identifier: 'RESPONSE', cardinality, baseType }, [
    correct,
    ...(mapping ? [mapping] : []),
  ])
}

function outcome(identifier: string, baseType: string, value: string): Element {
  return element('outcomeDeclaration', { identifier, cardinality: 'single', baseType }, [
    element('defaultValue', {}, [element('value', {}, [value])]),
  ])
}

function template(uri: string): Element {
  return element('responseProcessing', { template: uri })
}

function choices(attributes: Record<string, string | number>, options: OptionTexts): Element {
  return element('choiceInteraction', attributes, simpleChoices(options))
}

function simpleChoices(options: OptionTexts): readonly Element[] {
  return Object.entries(options).map(([id, text]) =>
    element('simpleChoice', { identifier: qtiId(id) }, inlineLines(text)),
  )
}

function matchSet(options: OptionTexts, matchMax: number): Element {
  return element(
    'simpleMatchSet',
    {},
    Object.entries(options).map(([id, text]) =>
      element('simpleAssociableChoice', { identifier: qtiId(id), matchMax }, inlineLines(text)),
    ),
  )
}
