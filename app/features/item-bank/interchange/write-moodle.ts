import { decimalOf, decimalText } from '#app/domain/exam/decimal.ts'
import type { OptionTexts } from '#app/domain/exam/item.ts'
import type { Bilingual } from '#app/domain/shared/bilingual.ts'
import type { Element } from './element.ts'
import type { InterchangeItem, WrittenBank } from './interchange-item.ts'
import { longestTag, type TagWord } from './moodle-tags.ts'
import { type LossList, lossList } from './neutral-item.ts'
import { element, escapeXml, writeXml } from './write-xml.ts'

/**
 * A bank as Moodle XML. Both languages stand in one question, in the spans of Moodle's multi-language filter; domains are categories. Moodle gives part of the
 * marks where our rule gives all or nothing, which is named for each item it concerns.
 */
export function writeMoodle(bank: string, items: readonly InterchangeItem[]): WrittenBank {
  const domains = [...new Set(items.map(({ domain }) => domain))].sort()
  const losses: { code: string; losses: ReturnType<LossList['all']> }[] = []
  const questions = domains.flatMap((domain) => [
    categoryOf(bank, domain),
    ...items
      .filter((item) => item.domain === domain)
      .map((item) => {
        const lost = lossList()
        const question = questionOf(item, lost)
        losses.push({ code: item.id, losses: lost.all() })
        return question
      }),
  ])
  return {
    bytes: new TextEncoder().encode(writeXml(element('quiz', {}, questions))),
    fileName: `${bank}-moodle.xml`,
    mediaType: 'application/xml',
    losses,
  }
}

function categoryOf(bank: string, domain: string): Element {
  const path = ['$course$', 'top', bank, ...(domain === '' ? [] : [domain])].join('/')
  return element('question', { type: 'category' }, [element('category', {}, [text(path)])])
}

function questionOf(item: InterchangeItem, losses: LossList): Element {
  const { answers, tags, type } = partsOf(item, losses)
  const pictures = item.media
    .map(({ name, alt }) => `<p><img src="@@PLUGINFILE@@/${name}" alt="${escapeXml(alt)}"></p>`)
    .join('')
  const files = item.media.map(({ name, bytes }) =>
    element('file', { name, path: '/', encoding: 'base64' }, [Buffer.from(bytes).toString('base64')]),
  )
  const { content } = item
  const stem = both(content.faces.en.stem, content.faces.zh.stem)
  return element('question', { type }, [
    element('name', {}, [text(item.id)]),
    element('questiontext', { format: 'html' }, [text(`<p>${html(stem)}</p>${pictures}`), ...files]),
    element('generalfeedback', { format: 'html' }, [text(paragraph(item.rationale))]),
    element('defaultgrade', {}, [String(item.weight)]),
    element('penalty', {}, ['0']),
    element('hidden', {}, ['0']),
    element('idnumber', {}, [item.id]),
    ...answers,
    element(
      'tags',
      {},
      tagsOf(item, tags, losses).map((tag) => element('tag', {}, [text(tag)])),
    ),
  ])
}

type Parts = {
  readonly type: string
  readonly answers: readonly Element[]
  readonly tags: readonly (readonly [TagWord, string])[]
}

function partsOf(item: InterchangeItem, losses: LossList): Parts {
  const { content, key, scoring } = item
  const approximated = () => losses.add('scoring-approximated', scoring)
  if (content.type === 'truefalse' && key.type === 'truefalse') {
    const answers = (['true', 'false'] as const).map((word) =>
      answer(word, String(key.correct) === word ? 100 : 0, 'moodle_auto_format'),
    )
    return { type: 'truefalse', answers, tags: [] }
  }
  if (content.type === 'numeric' && key.type === 'numeric') {
    const number = (value: number) => decimalText(decimalOf(value))
    const unit = element('unit', {}, [
      element('multiplier', {}, ['1']),
      element('unit_name', {}, [content.unit]),
    ])
    return {
      type: 'numerical',
      answers: [
        element('answer', { fraction: 100, format: 'moodle_auto_format' }, [
          text(number(key.value)),
          element('tolerance', {}, [number(key.tolerance)]),
        ]),
        ...(content.unit === '' ? [] : [element('units', {}, [unit])]),
        element('unitgradingtype', {}, ['0']),
        element('unitpenalty', {}, ['0']),
        element('showunits', {}, [content.unit === '' ? '3' : '0']),
        element('unitsleft', {}, ['0']),
      ],
      tags: [],
    }
  }
  if (content.type === 'matching' && key.type === 'matching') {
    approximated()
    const { en, zh } = content.faces
    const leftIds = Object.keys(en.left)
    const used = [...new Set(leftIds.map((id) => key.pairs[id] ?? ''))]
    const spare = Object.keys(en.right).filter((id) => !used.includes(id))
    const subquestion = (left: string, right: string) =>
      element('subquestion', { format: 'html' }, [text(left), element('answer', {}, [text(right)])])
    const rightOf = (id: string) => plainOrSpans(both(en.right[id] ?? '', zh.right[id] ?? ''))
    return {
      type: 'matching',
      answers: [
        element('shuffleanswers', {}, ['true']),
        ...leftIds.map((id) =>
          subquestion(paragraph(both(en.left[id] ?? '', zh.left[id] ?? '')), rightOf(key.pairs[id] ?? '')),
        ),
        ...spare.map((id) => subquestion('', rightOf(id))),
      ],
      tags: [
        ['options', leftIds.join(' ')],
        ['right', [...used, ...spare].join(' ')],
        ['scoring', scoring],
      ],
    }
  }
  if (content.type === 'ordering' && key.type === 'ordering') {
    if (scoring === 'partial') approximated()
    const answers = key.order.map((id, index) =>
      answer(paragraph(optionText(content.faces, id)), index + 1, 'html'),
    )
    return {
      type: 'ordering',
      answers: [
        element('layouttype', {}, ['VERTICAL']),
        element('selecttype', {}, ['ALL']),
        element('selectcount', {}, ['0']),
        element('gradingtype', {}, [scoring === 'partial' ? 'ABSOLUTE_POSITION' : 'ALL_OR_NOTHING']),
        element('showgrading', {}, ['SHOW']),
        ...answers,
      ],
      tags: [
        ['options', key.order.join(' ')],
        ['scoring', scoring],
      ],
    }
  }
  if (
    (content.type === 'single' || content.type === 'multi') &&
    (key.type === 'single' || key.type === 'multi')
  ) {
    const right: readonly string[] = key.type === 'single' ? [key.correct] : key.correct
    const isMulti = content.type === 'multi'
    // Moodle knows tenths and larger shares; others are rounded to the nearest it knows.
    if (isMulti && (scoring === 'all-or-nothing' || right.length > 10)) approximated()
    const share = Number((100 / right.length).toFixed(5))
    const ids = Object.keys(content.faces.en.options)
    return {
      type: 'multichoice',
      answers: [
        element('single', {}, [isMulti ? 'false' : 'true']),
        element('shuffleanswers', {}, ['true']),
        element('answernumbering', {}, ['abc']),
        ...ids.map((id) =>
          answer(
            paragraph(optionText(content.faces, id)),
            right.includes(id) ? share : isMulti ? -share : 0,
            'html',
          ),
        ),
      ],
      tags: [['options', ids.join(' ')], ...(isMulti ? [['scoring', scoring] as const] : [])],
    }
  }
  throw new Error(`Item ${item.id} has the key of another type`)
}

function tagsOf(
  { domain, difficulty, critical, source }: InterchangeItem,
  own: Parts['tags'],
  losses: LossList,
): readonly string[] {
  const wanted: readonly (readonly [TagWord, string])[] = [
    ...(domain === '' ? [] : [['domain', domain] as const]),
    ['difficulty', String(difficulty)],
    ['critical', critical ? 'yes' : 'no'],
    ...own,
    ...(source ? [['source', source] as const] : []),
  ]
  return wanted.flatMap(([word, value]) => {
    const tag = `${word}:${value}`
    if (tag.length <= longestTag) return [tag]
    losses.add(word === 'options' || word === 'right' ? 'option-ids' : 'metadata-left-out', tag)
    return []
  })
}

function answer(content: string, fraction: number, format: string): Element {
  return element('answer', { fraction, format }, [text(content)])
}

function optionText(
  faces: { en: { options: OptionTexts }; zh: { options: OptionTexts } },
  id: string,
): Bilingual {
  return both(faces.en.options[id] ?? '', faces.zh.options[id] ?? '')
}

function both(en: string, zh: string): Bilingual {
  return { en, zh }
}

function text(content: string): Element {
  return element('text', {}, content === '' ? [] : [content])
}

function paragraph(content: Bilingual): string {
  return (content.en || content.zh) === '' ? '' : `<p>${html(content)}</p>`
}

/** What is the same in both languages stands once, without a mark. */
function html({ en, zh }: Bilingual): string {
  const lines = (one: string) => escapeXml(one).replaceAll('\n', '<br>')
  if (en === zh) return lines(en)
  const span = (lang: string, one: string) =>
    one === '' ? '' : `<span lang="${lang}" class="multilang">${lines(one)}</span>`
  return `${span('en', en)}${span('zh_cn', zh)}`
}

/** For fields that Moodle reads as plain text. */
function plainOrSpans(content: Bilingual): string {
  return content.en === content.zh ? content.en : html(content)
}
