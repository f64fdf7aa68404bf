import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { Check, CloudOff, LoaderCircle } from '#app/ui/icons.tsx'
import type { SenderState } from './answer-sender.ts'

/** Whether everything is saved on the server, and when the last change was; says "saved" only of what the server has acknowledged. */
export function SavedState({ state }: { state: SenderState }) {
  const { t } = useTranslation('room')
  const { clock } = useFormats()
  const { waiting, savedAt, trouble } = state
  if (waiting > 0 && trouble !== null)
    return (
      <span className="inline-flex items-center gap-1 font-semibold text-warn">
        <CloudOff aria-hidden size={14} className="shrink-0" />
        {t('room.waiting', { count: waiting })}
      </span>
    )
  if (waiting > 0)
    return (
      <span className="inline-flex items-center gap-1 text-ink-2">
        <LoaderCircle aria-hidden size={14} className="shrink-0" />
        {t('room.saving')}
      </span>
    )
  if (savedAt === null) return <span className="text-ink-3">{t('room.nothingYet')}</span>
  return (
    <span className="inline-flex items-center gap-1 text-allow">
      <Check aria-hidden size={14} className="shrink-0" />
      {t('room.savedAt', { time: clock(savedAt) })}
    </span>
  )
}

/** What is wrong with saving and what the candidate can do; said aloud once, when it begins and when it is over. */
export function SavingTrouble({ state, onRetry }: { state: SenderState; onRetry: () => void }) {
  const { t } = useTranslation('room')
  const { waiting, trouble } = state
  const text =
    trouble === null || trouble === 'over' || trouble === 'paused' || (trouble !== 'refused' && waiting === 0)
      ? ''
      : t(`trouble.${trouble}`)
  return (
    <div
      role="status"
      className={text === '' ? 'sr-only' : 'mb-4 rounded-2 border border-warn bg-warn-soft px-4 py-3 text-s'}
    >
      {text}
      {text !== '' && trouble !== 'refused' ? (
        <button
          type="button"
          onClick={onRetry}
          className="ml-2 min-h-11 font-semibold underline underline-offset-2"
        >
          {t('trouble.retry')}
        </button>
      ) : null}
    </div>
  )
}
