import { useTranslation } from 'react-i18next'
import type { OptionId, OptionTexts } from '#app/domain/exam/item.ts'
import type { FaceLanguage } from '#app/domain/exam/item-problems.ts'
import type { Response } from '#app/domain/exam/response.ts'
import type { RoomItem } from '../read-attempt.server.ts'
import { fields } from '../response-form.ts'
import { NumericField } from './numeric-field.tsx'
import { OrderingFields } from './ordering-fields.tsx'

export type ItemFieldsProps = {
  item: RoomItem
  face: FaceLanguage
  response: Response | undefined
  isLive: boolean
  onAnswer: (response: Response | null) => void
}

/** What an item is answered with. Plain fields of a form, which a running page also reads at each change. */
export function ItemFields(props: ItemFieldsProps) {
  const { item, face, response } = props
  const { content } = item
  switch (content.type) {
    case 'single':
    case 'multi':
      return <Choices {...props} texts={content.faces[face].options} />
    case 'truefalse':
      return <Choices {...props} texts={null} />
    case 'ordering':
      return (
        <OrderingFields
          {...props}
          texts={content.faces[face].options}
          order={response?.type === 'ordering' ? response.order : []}
        />
      )
    case 'matching':
      return (
        <Matching
          {...props}
          left={content.faces[face].left}
          right={content.faces[face].right}
          pairs={response?.type === 'matching' ? response.pairs : {}}
        />
      )
    case 'numeric':
      return (
        <NumericField
          {...props}
          unit={content.unit}
          saved={response?.type === 'numeric' ? response.value : ''}
        />
      )
  }
}

function Choices({ item, response, onAnswer, texts }: ItemFieldsProps & { texts: OptionTexts | null }) {
  const { t } = useTranslation('room')
  const { type } = item.content
  const isMulti = type === 'multi'
  const picked = pickedIn(response)
  const pick = (option: OptionId, isPicked: boolean) => {
    if (isMulti) {
      const choices = isPicked ? [...picked, option] : picked.filter((one) => one !== option)
      onAnswer(choices.length === 0 ? null : { type: 'multi', choices })
    } else if (type === 'truefalse') onAnswer({ type: 'truefalse', choice: option === 'true' })
    else onAnswer({ type: 'single', choice: option })
  }
  const label = (option: OptionId) =>
    texts ? (texts[option] ?? option) : t(option === 'true' ? 'room.true' : 'room.false')
  return (
    <div className="grid gap-3">
      {item.optionOrder.options.map((option) => (
        <label
          key={option}
          className="flex min-h-13 cursor-pointer items-center gap-3 rounded-2 border border-line-strong bg-surface px-3.5 py-3 has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type={isMulti ? 'checkbox' : 'radio'}
            name={fields.choice}
            value={option}
            checked={picked.includes(option)}
            onChange={(event) => pick(option, event.target.checked)}
            className="size-5 shrink-0 accent-accent outline-none"
          />
          <span>{label(option)}</span>
        </label>
      ))}
    </div>
  )
}

function pickedIn(response: Response | undefined): readonly OptionId[] {
  switch (response?.type) {
    case 'single':
      return [response.choice]
    case 'truefalse':
      return [String(response.choice)]
    case 'multi':
      return response.choices
    default:
      return []
  }
}

type MatchingProps = ItemFieldsProps & {
  left: OptionTexts
  right: OptionTexts
  pairs: Readonly<Record<OptionId, OptionId>>
}

function Matching({ item, onAnswer, left, right, pairs }: MatchingProps) {
  const { t } = useTranslation('room')
  const match = (from: OptionId, to: OptionId) => {
    const { [from]: _before, ...others } = pairs
    const after = to === '' ? others : { ...others, [from]: to }
    onAnswer(Object.keys(after).length === 0 ? null : { type: 'matching', pairs: after })
  }
  return (
    <div className="grid gap-3">
      {item.optionOrder.options.map((from) => {
        const id = `match-of-${from}`
        const chosen = pairs[from]
        return (
          <div
            key={from}
            className="grid gap-1.5 rounded-2 border border-line bg-surface p-3 sm:grid-cols-2 sm:items-center sm:gap-4"
          >
            <label htmlFor={id} className="font-medium">
              {left[from]}
            </label>
            <select
              id={id}
              name={fields.match(from)}
              value={chosen ?? ''}
              onChange={(event) => match(from, event.target.value)}
              className="min-h-11 w-full min-w-0 rounded-2 border border-line-strong bg-surface px-3 text-m"
            >
              <option value="">{t('room.matchNone')}</option>
              {item.optionOrder.right.map((to) => (
                <option key={to} value={to}>
                  {right[to]}
                </option>
              ))}
            </select>
            {/* A phone's list cuts long texts off; what is chosen is shown whole below it, said already by the list. */}
            {chosen === undefined ? null : (
              <p aria-hidden="true" className="text-s text-ink-2 sm:hidden">
                {right[chosen]}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
