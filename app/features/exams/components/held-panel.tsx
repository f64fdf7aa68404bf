import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { Button } from '#app/ui/button.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { SenderState } from './answer-sender.ts'

type HeldPanelProps = {
  state: SenderState
  /** Since when the clock stands still; null while it runs. */
  pausedAt: string | null
}

/** Stands in for the items while the clock stands still or the room is open elsewhere; said aloud, since what was there has gone. */
export function HeldPanel({ state, pausedAt }: HeldPanelProps) {
  const { t } = useTranslation('room')
  const { clock } = useFormats()
  const { elsewhereAt, waiting } = state
  return (
    <Card className="grid gap-3">
      <div role="alert" className="grid gap-2">
        <h1 className="text-l font-semibold">{t(elsewhereAt !== null ? 'held.elsewhere' : 'held.paused')}</h1>
        <p className="text-s text-ink-2">
          {elsewhereAt !== null
            ? t('held.elsewhereText', { time: clock(elsewhereAt) })
            : t('held.pausedText', { time: clock(pausedAt ?? '') })}
        </p>
        {waiting > 0 ? <p className="text-s text-warn">{t('held.waiting', { count: waiting })}</p> : null}
      </div>
      {elsewhereAt !== null ? (
        <div>
          <Button type="button" onClick={() => window.location.reload()}>
            {t('held.continueHere')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
