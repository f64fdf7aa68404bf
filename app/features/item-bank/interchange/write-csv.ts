import { toCsv } from '#app/content/spreadsheet-csv.ts'
import { decimalOf, decimalText } from '#app/domain/exam/decimal.ts'
import type { OptionTexts } from '#app/domain/exam/item.ts'
import type { InterchangeItem, WrittenBank } from './interchange-item.ts'
import { lossList } from './neutral-item.ts'

/**
 * A bank as a table: a row for each item, a column for each text in each language. Cells that a spreadsheet would run are led by an apostrophe. A table holds no
 * pictures, which is named for each item that has one.
 */
export function writeCsv(bank: string, items: readonly InterchangeItem[]): WrittenBank {
  const ids = {
    option: idsOf(items, ({ content }) => ('options' in content.faces.en ? content.faces.en.options : {})),
    left: idsOf(items, ({ content }) => (content.type === 'matching' ? content.faces.en.left : {})),
    right: idsOf(items, ({ content }) => (content.type === 'matching' ? content.faces.en.right : {})),
  }
  const texts = (['option', 'left', 'right'] as const).flatMap((side) =>
    ids[side].flatMap((id) => (['en', 'zh'] as const).map((language) => ({ side, id, language }))),
  )
  const head = [
    'bank',
    'id',
    'type',
    'domain',
    'difficulty',
    'critical',
    'scoring',
    'weight',
    'stem_en',
    'stem_zh',
    ...texts.map(({ side, id, language }) => `${side}_${id}_${language}`),
    'answer',
    'tolerance',
    'unit',
    'rationale_en',
    'rationale_zh',
    'source',
  ]
  const rows = items.map((item) => {
    const { content, key } = item
    const textOf = ({ side, id, language }: (typeof texts)[number]) => {
      const face = content.faces[language]
      const side_ = side === 'option' ? 'options' : side
      const map = (face as Readonly<Record<string, OptionTexts | string>>)[side_]
      return typeof map === 'object' ? (map[id] ?? '') : ''
    }
    return [
      bank,
      item.id,
      content.type,
      item.domain,
      String(item.difficulty),
      item.critical ? 'yes' : 'no',
      item.scoring,
      String(item.weight),
      content.faces.en.stem,
      content.faces.zh.stem,
      ...texts.map(textOf),
      answerOf(key),
      key.type === 'numeric' ? decimalText(decimalOf(key.tolerance)) : '',
      content.type === 'numeric' ? content.unit : '',
      item.rationale.en,
      item.rationale.zh,
      item.source ?? '',
    ]
  })
  return {
    bytes: new TextEncoder().encode(toCsv([head, ...rows])),
    fileName: `${bank}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    losses: items.map(({ id, media }) => {
      const losses = lossList()
      for (const { name } of media) losses.add('picture-missing', name)
      return { code: id, losses: losses.all() }
    }),
  }
}

function answerOf(key: InterchangeItem['key']): string {
  switch (key.type) {
    case 'single':
      return key.correct
    case 'multi':
      return key.correct.join(' ')
    case 'truefalse':
      return String(key.correct)
    case 'ordering':
      return key.order.join(' ')
    case 'matching':
      return Object.entries(key.pairs)
        .map(([from, to]) => `${from}=${to}`)
        .join(' ')
    case 'numeric':
      return decimalText(decimalOf(key.value))
  }
}

/** Every id that occurs, sorted: the columns of a table are those of its widest item. */
function idsOf(
  items: readonly InterchangeItem[],
  of: (item: InterchangeItem) => OptionTexts,
): readonly string[] {
  return [...new Set(items.flatMap((item) => Object.keys(of(item))))].sort()
}
