import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { clockText } from '#app/i18n/clock-text.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Card } from '#app/ui/surface.tsx'

/** How often a paused page looks whether the clock runs again. */
const lookMs = 15_000

type PausedPageProps = {
  paused: { attemptId: string; examCode: string; pausedAt: string; leftSeconds: number }
}

/** The exam room while its clock stands still: nothing of the form is there to read. Looks again by itself; without JavaScript by a link. */
export function PausedPage({ paused }: PausedPageProps) {
  const { t } = useTranslation('room')
  const { clock } = useFormats()
  useEffect(() => {
    const look = async () => {
      const answer = await fetch(window.location.href, { method: 'HEAD' }).catch(() => null)
      // Without a connection the page stays: what it says is worth more than the browser's own fault page.
      if (answer?.ok) window.location.reload()
    }
    const timer = setInterval(() => void look(), lookMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="mx-auto min-h-dvh max-w-[46rem] px-4 py-8 md:px-8">
      <Card className="grid gap-3">
        <p className="text-s font-semibold text-ink-3">{paused.examCode}</p>
        <h1 className="text-l font-semibold">{t('held.paused')}</h1>
        <p className="text-s text-ink-2">{t('held.pausedText', { time: clock(paused.pausedAt) })}</p>
        <p className="text-s text-ink-2">{t('held.left', { time: clockText(paused.leftSeconds) })}</p>
        <p>
          <a
            href={paths.attempt(paused.attemptId)}
            className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-2"
          >
            {t('held.lookAgain')}
          </a>
        </p>
      </Card>
    </div>
  )
}
