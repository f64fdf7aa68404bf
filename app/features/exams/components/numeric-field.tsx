import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseDecimal } from '#app/domain/exam/decimal.ts'
import { fields } from '../response-form.ts'
import type { ItemFieldsProps } from './item-fields.tsx'

/** A number is sent when the typing rests, not at each key. */
const restMs = 500

/** A number with its unit. What cannot be read as a number is said at once and not sent. */
export function NumericField({ unit, saved, onAnswer }: ItemFieldsProps & { unit: string; saved: string }) {
  const { t } = useTranslation('room')
  const [typed, setTyped] = useState(saved)
  const rest = useRef<ReturnType<typeof setTimeout>>()
  const send = useRef(onAnswer)
  send.current = onAnswer
  const isNumber = typed.trim() === '' || parseDecimal(typed) !== null
  const waiting = useRef<string | null>(null)

  // Answers kept on this device come in after the first drawing.
  useEffect(() => {
    if (waiting.current === null) setTyped((before) => (sameNumber(before, saved) ? before : saved))
  }, [saved])

  const deliver = () => {
    clearTimeout(rest.current)
    const value = waiting.current
    if (value === null) return
    waiting.current = null
    if (value.trim() === '') send.current(null)
    else if (parseDecimal(value) !== null) send.current({ type: 'numeric', value: value.trim() })
  }
  const type = (value: string) => {
    setTyped(value)
    waiting.current = value
    clearTimeout(rest.current)
    rest.current = setTimeout(deliver, restMs)
  }
  // Leaving the item must not lose what was typed a moment ago.
  const onLeave = useRef(deliver)
  onLeave.current = deliver
  useEffect(() => () => onLeave.current(), [])

  return (
    <div>
      <label htmlFor="numeric-value" className="mb-1.5 block text-s font-semibold text-ink-2">
        {t('room.numberLabel', { unit })}
      </label>
      <div className="flex max-w-xs items-center gap-3">
        <input
          id="numeric-value"
          name={fields.value}
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onBlur={deliver}
          aria-invalid={isNumber ? undefined : true}
          aria-describedby="numeric-help"
          className="min-h-12 w-full min-w-0 rounded-2 border border-line-strong bg-surface px-3 text-l aria-invalid:border-deny"
        />
        <span aria-hidden="true" className="text-l font-semibold">
          {unit}
        </span>
      </div>
      <p id="numeric-help" className={`mt-1.5 text-s ${isNumber ? 'text-ink-3' : 'font-medium text-deny'}`}>
        {isNumber ? t('room.numberHelp') : t('problem.not-a-number')}
      </p>
    </div>
  )
}

function sameNumber(typed: string, saved: string): boolean {
  const [one, other] = [parseDecimal(typed), parseDecimal(saved)]
  if (one === null || other === null) return typed.trim() === saved.trim()
  return one.digits === other.digits && one.scale === other.scale
}
