import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { EvidenceView } from '../read-decisions.server.ts'

/** Every piece of evidence with its date and what is behind it: sections of an exam, steps of a practical. */
export function EvidenceList({ evidence, zone }: { evidence: readonly EvidenceView[]; zone: string }) {
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {evidence.map((piece) => (
        <li key={piece.key}>
          <Piece piece={piece} zone={zone} />
        </li>
      ))}
    </ul>
  )
}

function Piece({ piece, zone }: { piece: EvidenceView; zone: string }) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats(zone)
  const { kind, isMet, since, countsUntil, shortfall, exam, practical, held, recognised } = piece
  const sinceKey = kind === 'course' || kind === 'exam' || kind === 'practical' ? kind : 'other'
  return (
    <Card className="h-full">
      <div className="flex items-start justify-between gap-3">
        <h3 className="text-s font-semibold">
          {t(`file.kind.${kind}`)} <span className="font-mono">{piece.code}</span>
          {piece.title ? <span className="block font-normal">{piece.title}</span> : null}
        </h3>
        <Tag tone={isMet ? 'allow' : 'deny'}>{isMet ? t('file.met') : t('file.unmet')}</Tag>
      </div>
      <p className="mt-1.5 text-s text-ink-2">
        {since ? t(`file.since.${sinceKey}`, { day: formats.weekday(since) }) : null}
        {shortfall ? t(`file.shortfall.${shortfall}`) : null}
        {countsUntil ? ` · ${t('file.countsUntil', { day: formats.lastDay(countsUntil) })}` : null}
      </p>
      {held ? (
        <p className="text-s">
          {t('file.levelFacts', { type: held.typeCode, day: formats.lastDay(held.validUntil) })}
        </p>
      ) : null}
      {recognised ? (
        <p className="text-s font-semibold">
          {t('file.recognised', { ...recognised, day: formats.day(recognised.at) })}
        </p>
      ) : null}
      {exam ? <ExamFacts code={piece.code} exam={exam} /> : null}
      {practical ? <PracticalFacts sheet={practical} /> : null}
    </Card>
  )
}

function ExamFacts({ code, exam }: { code: string; exam: NonNullable<EvidenceView['exam']> }) {
  const { t } = useTranslation(['credentials', 'common'])
  return (
    <>
      <p className="text-s font-semibold">
        {t('file.examFacts', { mode: t(`common:mode.${exam.mode}`), score: exam.scorePermille / 10 })}
      </p>
      {exam.sections.length > 0 ? (
        <table className="mt-2 w-full text-xs">
          <caption className="sr-only">{t('file.sections', { code })}</caption>
          <thead className="text-ink-3">
            <tr>
              <th scope="col" className="py-1 text-left font-semibold">
                {t('file.section')}
              </th>
              <th scope="col" className="py-1 text-right font-semibold">
                {t('file.sectionScore')}
              </th>
              <th scope="col" className="py-1 text-right font-semibold">
                {t('file.sectionCut')}
              </th>
            </tr>
          </thead>
          <tbody>
            {exam.sections.map((section) => (
              <tr key={section.title} className="border-t border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {section.title}
                </th>
                <td className="py-1 text-right">{section.permille / 10} %</td>
                <td className="py-1 text-right text-ink-3">{section.cutPermille / 10} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

const toneOf: Record<'done' | 'partly' | 'not-done', Tone> = {
  done: 'allow',
  partly: 'warn',
  'not-done': 'deny',
}

function PracticalFacts({ sheet }: { sheet: NonNullable<EvidenceView['practical']> }) {
  const { t } = useTranslation(['credentials', 'practicals'])
  const { language } = useFormats()
  const steps = sheet.stations.flatMap((station) => station.steps)
  const facts = {
    score: sheet.result.permille / 10,
    assessor: nameIn(sheet.assessor, language),
    place: inLanguage(sheet.place, language),
  }
  return (
    <>
      <p className="text-s font-semibold">{t('file.practicalFacts', facts)}</p>
      {sheet.result.criticalFailed.length === 0 ? (
        <p className="text-s text-allow">{t('file.noCritical')}</p>
      ) : null}
      <details>
        <summary className="flex min-h-11 items-center text-s font-semibold text-accent">
          {t('file.steps', { count: steps.length })}
        </summary>
        <ul className="grid gap-2 text-xs">
          {steps.map((step) => (
            <li key={step.id} className="flex items-start justify-between gap-3">
              <span>
                {inLanguage(step.text, language)}
                {step.critical ? <b className="text-deny"> {t('file.critical')}</b> : null}
                {step.note ? <span className="block text-ink-3">{step.note}</span> : null}
              </span>
              {step.outcome ? (
                <Tag tone={toneOf[step.outcome]}>{t(`practicals:sheet.outcome.${step.outcome}`)}</Tag>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
