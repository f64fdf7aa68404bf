import { useTranslation } from 'react-i18next'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { Ladder } from '#app/ui/ladder.tsx'
import { ToneIcon, VerdictHeader } from '#app/ui/verdict.tsx'
import type { DecisionView } from '../read-decision.server.ts'
import { useReasonText } from './reason-text.tsx'

const toneOfSeverity = { BLOCK: 'deny', WARN: 'warn', INFO: 'super' } as const

/** What the law asks of the person and this job lacks. */
const personalLicenceCodes: readonly Reason['code'][] = [
  'LEG_LICENCE_MISSING',
  'LEG_LICENCE_EXPIRED',
  'LEG_REVIEW_OVERDUE',
  'LEG_UNVERIFIED',
]

type VerdictCardProps = { decision: DecisionView; ladder: { rungs: number; held: number } | null }

/** A decision in full: the word, one sentence with numbers, and every reason with its code and what takes it away. */
export function VerdictCard({ decision, ladder }: VerdictCardProps) {
  const { t } = useTranslation('check')
  const language = useLanguage()
  const lacksLicence = decision.reasons.some(
    ({ code, severity }) => personalLicenceCodes.includes(code) && severity !== 'INFO',
  )
  const category = decision.requirement && decision.names.categories[decision.requirement.category]
  return (
    <section
      className="overflow-hidden rounded-3 border border-line bg-surface"
      aria-label={t('verdict.label')}
    >
      <VerdictHeader
        verdict={decision.decision}
        sentence={<VerdictSentence decision={decision} />}
        aside={
          ladder && category ? (
            <Ladder
              rungs={ladder.rungs}
              held={ladder.held}
              category={inLanguage(category, language)}
              width={48}
              lacksLicence={lacksLicence}
              className="hidden shrink-0 sm:block"
            />
          ) : null
        }
      />
      <ul>
        {decision.reasons.map((reason) => (
          <ReasonRow
            key={`${reason.code} ${JSON.stringify(reason.params)}`}
            reason={reason}
            decision={decision}
          />
        ))}
      </ul>
    </section>
  )
}

function VerdictSentence({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('check')
  const counted = (severity: Reason['severity']) =>
    decision.reasons.filter((reason) => reason.severity === severity).length
  const blocks = counted('BLOCK')
  const warnings = counted('WARN')
  if (decision.decision === 'ALLOW') return t('verdict.allNow')
  const parts = [
    blocks > 0 ? t('verdict.blocks', { count: blocks }) : '',
    warnings > 0 ? t('verdict.warnings', { count: warnings }) : '',
  ].filter(Boolean)
  const [first] = decision.paths.people
  const way = first
    ? t('verdict.someoneElse', { name: first.name })
    : decision.paths.supervisor
      ? t('verdict.supervised', { name: decision.paths.supervisor.name })
      : ''
  return [...parts, decision.decision === 'DENY' ? way : ''].filter(Boolean).join(t('verdict.separator'))
}

function ReasonRow({ reason, decision }: { reason: Reason; decision: DecisionView }) {
  const { t } = useTranslation('gate')
  const text = useReasonText(decision.names)
  const tone = toneOfSeverity[reason.severity]
  const colour = { deny: 'text-deny', warn: 'text-warn', super: 'text-super' }[tone]
  const remedies = reason.severity === 'INFO' ? [] : reason.remedies.filter(({ kind }) => kind !== 'NONE')
  return (
    <li className="grid grid-cols-[26px_1fr] gap-x-2.5 gap-y-1 border-t border-line px-5 py-3 sm:grid-cols-[26px_1fr_auto]">
      <span className={colour}>
        <ToneIcon tone={tone} />
        <span className="sr-only">{t(`severity.${reason.severity}`)}</span>
      </span>
      <div>
        <p className="text-[0.9375rem]">{text(reason)}</p>
        {remedies.length > 0 ? (
          <p className="text-xs text-ink-3">
            {[...new Set(remedies.map(({ kind }) => t(`remedy.${kind}`)))].join(' · ')}
          </p>
        ) : null}
      </div>
      <span className="col-start-2 font-mono text-xs leading-6 text-ink-3 sm:col-start-3">{reason.code}</span>
    </li>
  )
}
