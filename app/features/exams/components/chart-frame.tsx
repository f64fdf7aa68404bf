import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/surface.tsx'

/** A chart drawn on the server: what it shows in one sentence, the drawing, and the same numbers as a table behind a fold. */
export function ChartFrame({
  alt,
  height,
  children,
  legend,
  table,
}: {
  alt: string
  height: number
  children: ReactNode
  legend?: ReactNode
  table: ReactNode
}) {
  const { t } = useTranslation('statistics')
  return (
    <Card>
      <svg
        role="img"
        aria-label={alt}
        viewBox={`0 0 ${chartWidth} ${height}`}
        className="block w-full max-w-[34rem] text-[12px]"
      >
        {children}
      </svg>
      {legend}
      <details className="mt-2 text-s">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent">
          {t('histogram.asTable')}
        </summary>
        {table}
      </details>
    </Card>
  )
}

/** All charts are drawn this wide; the page scales them. */
export const chartWidth = 360
