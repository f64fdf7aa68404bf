import { useEffect } from 'react'

/** How often a page reports while it is read. */
const reportEverySeconds = 15
/** Without a touch, a key or a scroll for so long, nobody is taken to be reading. */
const idleAfterSeconds = 90

type Reading = { url: string; headings: readonly string[]; isActive: boolean }

/**
 * Reports how far a lesson is read: the furthest heading that came into view and the seconds in which the page was visible and used. Sent by
 * beacon, so that leaving the page loses nothing. The server decides what of it counts; without JavaScript nothing is sent and nothing breaks.
 */
export function useReadingProgress({ url, headings, isActive }: Reading): void {
  const names = headings.join(' ')
  useEffect(() => {
    if (!isActive) return
    const ids = names.split(' ').filter(Boolean)
    let seconds = 0
    let idle = 0
    let furthest = -1
    let reported = -1

    const report = () => {
      if (seconds === 0 && furthest <= reported) return
      const report = new URLSearchParams({ seconds: String(seconds) })
      const heading = ids[furthest]
      if (heading !== undefined) report.set('heading', heading)
      const isQueued = navigator.sendBeacon?.(url, report) ?? false
      if (!isQueued) void fetch(url, { method: 'POST', body: report, keepalive: true }).catch(() => undefined)
      seconds = 0
      reported = furthest
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) furthest = Math.max(furthest, ids.indexOf(target.id))
        }
      },
      // A heading at the very bottom of the window is not read yet.
      { rootMargin: '0px 0px -20% 0px' },
    )
    for (const id of ids) {
      const element = document.getElementById(id)
      if (element) observer.observe(element)
    }
    const tick = setInterval(() => {
      idle += 1
      if (document.visibilityState !== 'visible' || idle > idleAfterSeconds) return
      seconds += 1
      if (seconds >= reportEverySeconds) report()
    }, 1000)
    const wake = () => {
      idle = 0
    }
    const onHidden = () => {
      if (document.visibilityState === 'hidden') report()
    }
    const signs = ['scroll', 'pointerdown', 'pointermove', 'keydown', 'touchstart'] as const
    for (const sign of signs) window.addEventListener(sign, wake, { passive: true })
    document.addEventListener('visibilitychange', onHidden)
    window.addEventListener('pagehide', report)
    return () => {
      report()
      clearInterval(tick)
      observer.disconnect()
      for (const sign of signs) window.removeEventListener(sign, wake)
      document.removeEventListener('visibilitychange', onHidden)
      window.removeEventListener('pagehide', report)
    }
  }, [url, names, isActive])
}
