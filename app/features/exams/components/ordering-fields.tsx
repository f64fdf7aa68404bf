import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptionId, OptionTexts } from '#app/domain/exam/item.ts'
import { ChevronDown, ChevronUp } from '#app/ui/icons.tsx'
import { fields } from '../response-form.ts'
import type { ItemFieldsProps } from './item-fields.tsx'

type OrderingFieldsProps = ItemFieldsProps & {
  texts: OptionTexts
  /** Empty while unanswered. */
  order: readonly OptionId[]
}

const moveClass =
  'grid size-11 place-items-center rounded-2 border border-line-strong hover:bg-sunken aria-disabled:cursor-not-allowed aria-disabled:opacity-40'

/**
 * Steps brought into order with buttons or by naming places; nothing has to be dragged. Until something is done the item is unanswered, though the
 * steps stand in some order: the order shown can be taken as it is.
 */
export function OrderingFields({ item, texts, order, isLive, onAnswer }: OrderingFieldsProps) {
  const { t } = useTranslation('room')
  const [said, setSaid] = useState('')
  const shown = [...order, ...item.optionOrder.options.filter((option) => !order.includes(option))]
  const isAnswered = order.length > 0

  const put = (option: OptionId, place: number) => {
    const others = shown.filter((one) => one !== option)
    others.splice(place - 1, 0, option)
    onAnswer({ type: 'ordering', order: others })
    setSaid(t('room.moved', { text: texts[option] ?? '', place, total: shown.length }))
  }
  return (
    <div>
      <ol className="grid gap-3">
        {shown.map((option, index) => {
          const text = texts[option] ?? option
          const place = index + 1
          const id = `place-of-${option}`
          return (
            <li
              key={option}
              className={`grid grid-cols-[auto_1fr] items-center gap-2 rounded-2 border p-2.5 sm:flex ${isAnswered ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface'}`}
            >
              <select
                id={id}
                name={fields.place(option)}
                aria-label={t('room.placeOf', { text })}
                value={order.includes(option) ? String(place) : ''}
                onChange={(event) =>
                  event.target.value === '' ? onAnswer(null) : put(option, Number(event.target.value))
                }
                className="min-h-11 w-16 shrink-0 rounded-2 border border-line-strong bg-surface px-2 text-m font-semibold"
              >
                <option value="">–</option>
                {shown.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
                  <option key={at} value={at + 1}>
                    {at + 1}
                  </option>
                ))}
              </select>
              <span className="order-first col-span-2 min-w-0 px-1 sm:order-0 sm:flex-1 sm:px-0">{text}</span>
              {isLive ? (
                <span className="flex shrink-0 gap-1.5 justify-self-end">
                  <button
                    type="button"
                    aria-disabled={index === 0}
                    aria-label={t('room.moveUp', { text })}
                    onClick={() => (index === 0 ? undefined : put(option, place - 1))}
                    className={moveClass}
                  >
                    <ChevronUp aria-hidden size={20} />
                  </button>
                  <button
                    type="button"
                    aria-disabled={index === shown.length - 1}
                    aria-label={t('room.moveDown', { text })}
                    onClick={() => (index === shown.length - 1 ? undefined : put(option, place + 1))}
                    className={moveClass}
                  >
                    <ChevronDown aria-hidden size={20} />
                  </button>
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      <span role="status" className="sr-only">
        {said}
      </span>
      {isLive && !isAnswered ? (
        <button
          type="button"
          onClick={() => onAnswer({ type: 'ordering', order: shown })}
          className="mt-3 min-h-11 rounded-2 border border-line-strong px-3 text-s font-semibold hover:bg-sunken"
        >
          {t('room.takeOrder')}
        </button>
      ) : null}
      <p className="mt-2 text-s text-ink-3">{t(isLive ? 'room.orderHelp' : 'room.orderHelpPlain')}</p>
    </div>
  )
}
