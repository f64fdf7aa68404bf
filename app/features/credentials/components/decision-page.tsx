import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Card, FactList, Lede, Section } from '#app/ui/surface.tsx'
import type { DecisionFile } from '../read-decisions.server.ts'
import { DecisionForms } from './decision-forms.tsx'
import { DecisionObstacles } from './decision-obstacles.tsx'
import { EvidenceList } from './evidence-list.tsx'

/** What came back from a decision that could not be taken. */
export type AnsweredDecision = {
  form: 'issue' | 'refuse'
  reason: string
  problem: 'reason-missing' | 'not-awaiting' | 'second-person-needed' | 'conflict' | 'obstacle'
}

/** All evidence of one person for one credential on one page, and the decision. */
export function DecisionPage({
  file,
  answered,
}: {
  file: DecisionFile
  answered?: AnsweredDecision | undefined
}) {
  const { t } = useTranslation('credentials')
  const isOpen = file.state === 'AWAITING_DECISION'
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        <Answer file={file} />
      </Lede>
      {answered ? (
        <FormProblem>
          {t(`file.problem.${answered.problem === 'reason-missing' ? 'form' : answered.problem}`)}
        </FormProblem>
      ) : null}
      {isOpen ? <DecisionObstacles conflicts={file.conflicts} obstacles={file.obstacles} /> : null}
      <Facts file={file} />
      <Section title={t('file.evidence')}>
        <EvidenceList evidence={file.evidence} zone={file.type.zone} />
      </Section>
      {file.decisions.length > 0 ? <History file={file} /> : null}
      {isOpen && file.conflicts.length === 0 ? (
        <DecisionForms
          file={file}
          answered={
            answered && {
              form: answered.form,
              reason: answered.reason,
              isReasonMissing: answered.problem === 'reason-missing',
            }
          }
        />
      ) : null}
    </div>
  )
}

function Answer({ file }: { file: DecisionFile }) {
  const { t } = useTranslation('credentials')
  const named = { name: file.candidate.name, type: file.type.code }
  if (file.state === 'COMPLETED' || file.state === 'REFUSED')
    return <>{t(`file.lede.${file.state}`, named)}</>
  if (file.state !== 'AWAITING_DECISION') return <>{t('file.lede.other', named)}</>
  const met = file.evidence.filter(({ isMet }) => isMet).length
  return (
    <>
      {t(file.isMet ? 'file.lede.ready' : 'file.lede.unmet', { ...named, met, total: file.evidence.length })}
    </>
  )
}

function Facts({ file }: { file: DecisionFile }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  const { candidate, outlet, type, trainers } = file
  const enrolled = formats.weekday(file.enrolledAt)
  return (
    <Card>
      <FactList
        facts={[
          {
            key: 'candidate',
            term: t('file.candidate'),
            value: (
              <>
                <b>{candidate.name}</b> {candidate.otherName}{' '}
                <span className="font-mono text-xs">{candidate.code}</span>
              </>
            ),
          },
          {
            key: 'credential',
            term: t('file.credential'),
            value: (
              <>
                <b>{type.code}</b> {type.name} · {type.brand}
              </>
            ),
          },
          ...(outlet
            ? [
                {
                  key: 'outlet',
                  term: t('file.outlet'),
                  value: `${outlet.code} ${outlet.name} · ${outlet.provider}`,
                },
              ]
            : []),
          {
            key: 'enrolled',
            term: t('file.enrolled'),
            value: file.enrolledBy
              ? t('file.enrolledBy', { day: enrolled, name: file.enrolledBy })
              : enrolled,
          },
          {
            key: 'path',
            term: t('file.path'),
            value: t(`file.pathOf.${file.isRenewal ? 'RENEWAL' : 'INITIAL'}`),
          },
          ...(file.awaitingSince
            ? [{ key: 'awaiting', term: t('file.awaiting'), value: formats.moment(file.awaitingSince) }]
            : []),
          {
            key: 'trainers',
            term: t('file.trainers'),
            value:
              trainers.length === 0
                ? t('file.noTrainers')
                : formats.list(
                    trainers.map(({ name, courseCode }) => t('file.trainer', { name, course: courseCode })),
                  ),
          },
        ]}
      />
    </Card>
  )
}

function History({ file }: { file: DecisionFile }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  return (
    <Section title={t('file.history')}>
      <Card>
        <ul className="grid gap-2 text-s">
          {file.decisions.map((one) => (
            <li key={one.decidedAt}>
              <p className="font-semibold">
                {t('file.historyLine', {
                  outcome: t(`file.outcome.${one.outcome}`),
                  name: one.deciderName,
                  at: formats.moment(one.decidedAt),
                })}
              </p>
              <p className="text-ink-2">{one.reason}</p>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
