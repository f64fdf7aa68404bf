import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Ladder, type LadderMark } from '#app/ui/ladder.tsx'
import type { HeldLevel, LevelState } from '../held-level.ts'
import type { TeamCategory } from '../read-provider-standing.server.ts'

type LadderCellProps = { category: TeamCategory; level: HeldLevel; width?: number; lacksLicence?: boolean }

const markOf: Partial<Record<LevelState, LadderMark>> = {
  expiring: 'expiring',
  grace: 'expiring',
  suspended: 'suspended',
}
const toneOf: Partial<Record<LevelState, string>> = {
  expiring: 'text-warn',
  grace: 'text-warn',
  suspended: 'text-deny',
  ended: 'text-deny',
}

/** One person on one ladder: the ladder, the level held and until when. */
export function LadderCell({ category, level, width = 30, lacksLicence = false }: LadderCellProps) {
  const { t } = useTranslation('team')
  const { language } = useFormats()
  const { state, learning } = level
  return (
    <span className="relative flex items-center gap-3">
      <Ladder
        rungs={category.rungs.length}
        held={level.level}
        category={inLanguage(category.name, language)}
        width={width}
        showNext={learning !== null}
        mark={markOf[state]}
        lacksLicence={lacksLicence}
        className="shrink-0"
      />
      <span className="grid leading-tight whitespace-nowrap">
        <b className="text-s font-semibold">{rungLabel(category, level.level) ?? <NoLevel />}</b>
        <span className={clsx('text-xs', toneOf[state] ?? 'text-ink-3')}>
          {state === 'undeclared' ? (
            <>
              <span aria-hidden="true">–</span>
              <span className="sr-only">{t('cell.undeclared')}</span>
            </>
          ) : (
            <StateText level={level} />
          )}
        </span>
        {lacksLicence ? <span className="text-xs text-deny">{t('cell.lacksLicence')}</span> : null}
        {learning && state !== 'learning' ? (
          <span className="text-xs text-accent">{t('cell.learning', { type: learning.typeCode })}</span>
        ) : null}
      </span>
    </span>
  )
}

/** The short name of a rung: `L2` of `AC-L2`, since the category is said beside it; null for none. */
export function rungLabel(category: TeamCategory, level: number): string | null {
  const code = category.rungs.find((rung) => rung.level === level)?.code
  if (code === undefined) return null
  return code.startsWith(`${category.code}-`) ? code.slice(category.code.length + 1) : code
}

function NoLevel() {
  const { t } = useTranslation('team')
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t('cell.noLevel')}</span>
    </>
  )
}

function StateText({ level }: { level: HeldLevel }) {
  const { t } = useTranslation('team')
  const formats = useFormats()
  const { state, until, daysLeft, learning } = level
  const lastDay = until === null ? '' : formats.lastDay(until)
  switch (state) {
    case 'held':
      return <>{t('cell.to', { date: lastDay })}</>
    case 'expiring':
      return <>{daysLeft === 0 ? t('cell.lastDay') : t('cell.left', { count: daysLeft ?? 0 })}</>
    case 'grace':
      return <>{t('cell.grace', { date: lastDay })}</>
    case 'ended':
      return <>{t('cell.ended', { date: lastDay })}</>
    case 'upcoming':
      return <>{t('cell.from', { date: until === null ? '' : formats.day(until) })}</>
    case 'learning':
      return <>{t('cell.learning', { type: learning?.typeCode ?? '' })}</>
    default:
      return <>{t(`cell.${state}`)}</>
  }
}
