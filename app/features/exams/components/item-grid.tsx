import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import type { Response } from '#app/domain/exam/response.ts'
import { ChevronDown, Flag } from '#app/ui/icons.tsx'
import type { RoomItem } from '../read-attempt.server.ts'
import { fields } from '../response-form.ts'

type ItemGridProps = {
  items: readonly RoomItem[]
  responses: Readonly<Record<string, Response>>
  flagged: ReadonlySet<string>
  /** The place of the item on the screen, from 0. */
  current: number
  /** The form whose answer is saved before one goes on. */
  form: string
}

/** How an item's number looks on the answer sheet and in the review: answered is underlined, flagged has its colour. */
export function itemLook({ isAnswered, isFlagged }: { isAnswered: boolean; isFlagged: boolean }): string {
  return clsx(
    isFlagged && 'border-warn bg-warn-soft text-warn',
    !isFlagged && isAnswered && 'border-transparent bg-accent-soft text-accent',
    !isFlagged && !isAnswered && 'border-line-strong bg-surface text-ink-2',
    isAnswered && 'underline underline-offset-4',
  )
}

/** The answer sheet: every item with its number and state. A press saves the item on the screen and goes there. */
export function ItemGrid({ items, responses, flagged, current, form }: ItemGridProps) {
  const { t } = useTranslation('room')
  const answered = items.filter(({ id }) => id in responses).length
  return (
    <details className="group mt-6" open>
      <summary className="flex min-h-11 list-none items-center gap-2 text-s font-semibold">
        <ChevronDown aria-hidden size={16} className="-rotate-90 group-open:rotate-0" />
        {t('room.grid', { answered, total: items.length })}
      </summary>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-1.5">
        {items.map(({ id }, index) => {
          const isAnswered = id in responses
          const isFlagged = flagged.has(id)
          const state = t(isAnswered ? 'room.answered' : 'room.open')
          return (
            <li key={id}>
              <button
                type="submit"
                form={form}
                name={fields.go}
                value={index + 1}
                aria-current={index === current ? 'step' : undefined}
                aria-label={t(isFlagged ? 'room.itemStateFlagged' : 'room.itemState', {
                  number: index + 1,
                  state,
                })}
                className={clsx(
                  'relative grid min-h-11 w-full place-items-center rounded-1 border text-s font-semibold aria-[current]:outline-2 aria-[current]:outline-ink',
                  itemLook({ isAnswered, isFlagged }),
                )}
              >
                {index + 1}
                {isFlagged ? <Flag aria-hidden size={11} className="absolute top-1 right-1" /> : null}
              </button>
            </li>
          )
        })}
      </ol>
      <p className="mt-2 text-xs text-ink-3">{t('room.gridLegend')}</p>
    </details>
  )
}
