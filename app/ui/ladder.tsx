import { useTranslation } from 'react-i18next'

/** What a small mark on a ladder says besides the rungs. */
export type LadderMark = 'expiring' | 'suspended' | 'licence-missing'

export type LadderProps = {
  /** How many rungs the category has. */
  rungs: number
  /** The highest rung held and effective; 0 for none. */
  held: number
  /** Outline the rung in reach. */
  showNext?: boolean
  mark?: LadderMark
  /** Drawn width in CSS pixels. */
  width?: number
  /** The category's name, for the text alternative. */
  category: string
  className?: string
}

const rungGap = 13
const markColour: Record<LadderMark, string> = {
  expiring: 'var(--warn)',
  suspended: 'var(--deny)',
  'licence-missing': 'var(--deny)',
}

/**
 * The sign of the product: one category's ladder, lit up to the level held, with the next rung outlined. Its text alternative says the same in
 * one sentence. Works without JavaScript.
 */
export function Ladder({ rungs, held, showNext = true, mark, width = 40, category, className }: LadderProps) {
  const { t } = useTranslation('common')
  const height = rungs * rungGap + 8
  const label = [
    held > 0
      ? t('ladder.held', { category, level: held, top: rungs })
      : t('ladder.none', { category, top: rungs }),
    mark ? t(`ladder.mark.${mark}`) : '',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <svg
      className={className}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <path
        d={`M4 1v${height - 2}M${width - 4} 1v${height - 2}`}
        stroke="var(--ink-2)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      {Array.from({ length: rungs }, (_, index) => index + 1).map((level) => (
        <Rung
          key={level}
          level={level}
          isHeld={level <= held}
          isNext={showNext && level === held + 1}
          width={width}
          y={height - 1 - level * rungGap}
        />
      ))}
      {mark ? (
        <circle cx={width - 5} cy="6" r="5" fill={markColour[mark]} stroke="var(--surface)" strokeWidth="2" />
      ) : null}
    </svg>
  )
}

type RungProps = { level: number; isHeld: boolean; isNext: boolean; width: number; y: number }

function Rung({ level, isHeld, isNext, width, y }: RungProps) {
  if (isHeld) {
    return (
      <rect x="5" y={y} width={width - 10} height="7" rx="1.5" fill={`var(--rung-${Math.min(4, level)})`} />
    )
  }
  if (isNext) {
    return (
      <rect
        x="5.5"
        y={y + 0.5}
        width={width - 11}
        height="6"
        rx="1.5"
        fill="none"
        stroke="var(--accent)"
        strokeDasharray="3 2"
      />
    )
  }
  return <rect x="5" y={y + 2.5} width={width - 10} height="2" fill="var(--rung-off)" />
}
