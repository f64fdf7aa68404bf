import { useTranslation } from 'react-i18next'

/** What a small mark at the top of a ladder says besides the rungs. */
export type LadderMark = 'expiring' | 'suspended'

export type LadderProps = {
  /** How many rungs the category has. */
  rungs: number
  /** The highest rung held and effective; 0 for none. */
  held: number
  /** Outline the rung in reach. */
  showNext?: boolean
  mark?: LadderMark
  /** A statutory licence lacks for some of what the held rung opens: a mark of its own, at the foot. */
  lacksLicence?: boolean
  /** Drawn width in CSS pixels. */
  width?: number
  /** The category's name, for the text alternative. */
  category: string
  className?: string
}

const rungGap = 13

/**
 * The sign of the product: one category's ladder, lit up to the level held, with the next rung outlined. Its text alternative says the same in
 * one sentence. Works without JavaScript.
 */
export function Ladder({
  rungs,
  held,
  showNext = true,
  mark,
  lacksLicence = false,
  width = 40,
  category,
  className,
}: LadderProps) {
  const { t } = useTranslation('common')
  const height = rungs * rungGap + 8
  const label = [
    held > 0
      ? t('ladder.held', { category, level: held, top: rungs })
      : t('ladder.none', { category, top: rungs }),
    mark ? t(`ladder.mark.${mark}`) : '',
    lacksLicence ? t('ladder.mark.licence-missing') : '',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <svg
      className={className}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      overflow="visible"
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
      {mark === 'expiring' ? <ExpiringMark x={width - 5} y={6} /> : null}
      {mark === 'suspended' ? <SuspendedMark x={width - 5} y={6} /> : null}
      {lacksLicence ? <LicenceMark x={width - 5} y={height - 7} /> : null}
    </svg>
  )
}

/** The marks differ in shape, not only in colour; each is drawn around its middle. */
type MarkProps = { x: number; y: number }

function ExpiringMark({ x, y }: MarkProps) {
  return <circle cx={x} cy={y} r="5" fill="var(--warn)" stroke="var(--surface)" strokeWidth="2" />
}

/** A stop sign's bar. */
function SuspendedMark({ x, y }: MarkProps) {
  return (
    <>
      <circle cx={x} cy={y} r="5" fill="var(--deny)" stroke="var(--surface)" strokeWidth="1.5" />
      <path d={`M${x - 2.5} ${y}h5`} stroke="var(--surface)" strokeWidth="1.8" />
    </>
  )
}

/** A warning sign's triangle. */
function LicenceMark({ x, y }: MarkProps) {
  return (
    <>
      <path
        d={`M${x} ${y - 5.5}l6 10.5h-12z`}
        fill="var(--deny)"
        stroke="var(--surface)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        paintOrder="stroke"
      />
      <path d={`M${x} ${y - 1.5}v2.8M${x} ${y + 2.6}v1.2`} stroke="var(--surface)" strokeWidth="1.4" />
    </>
  )
}

type RungProps = { level: number; isHeld: boolean; isNext: boolean; width: number; y: number }

function Rung({ level, isHeld, isNext, width, y }: RungProps) {
  if (isHeld) {
    return (
      // The lowest rungs are pale; their edge keeps them visible on either paper.
      <rect
        x="5.5"
        y={y + 0.5}
        width={width - 11}
        height="6"
        rx="1.5"
        fill={`var(--rung-${Math.min(4, level)})`}
        stroke="var(--rung-3)"
      />
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
