import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { FactList, Section } from '#app/ui/surface.tsx'
import { ToneIcon } from '#app/ui/verdict.tsx'
import type { DecisionView } from '../read-decision.server.ts'

const toneOf = {
  same: 'allow',
  different: 'warn',
  'inputs-not-kept': 'super',
  'inputs-damaged': 'deny',
} as const

const colourOf = { allow: 'text-allow', warn: 'text-warn', super: 'text-super', deny: 'text-deny' }

/** Why it was decided so on that day: what it rested on, and what comes of deciding it once more with the same. */
export function ReplaySection({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('check')
  const formats = useFormats()
  const { replay, restedOn, ledger } = decision
  const tone = toneOf[replay.outcome]
  return (
    <Section title={t('replay.heading')}>
      <div className="grid gap-4 rounded-3 border border-line bg-surface p-4">
        <p className="flex items-start gap-2.5 text-s">
          <span className={colourOf[tone]}>
            <ToneIcon tone={tone} />
          </span>
          <span>
            {t(`replay.${replay.outcome}`)}{' '}
            {ledger ? t('replay.link', { place: ledger.sequence, hash: ledger.hash.slice(0, 16) }) : ''}
          </span>
        </p>
        {replay.differences.length > 0 ? (
          <ul className="grid gap-1 font-mono text-xs break-all">
            {replay.differences.map(({ path, recorded, replayed }) => (
              <li key={path}>
                {t('replay.difference', {
                  path,
                  recorded: JSON.stringify(recorded),
                  replayed: JSON.stringify(replayed),
                })}
              </li>
            ))}
          </ul>
        ) : null}
        {restedOn ? (
          <FactList
            isProse
            facts={[
              {
                key: 'credentials',
                term: t('replay.credentials'),
                value:
                  restedOn.credentials.length === 0
                    ? t('replay.none')
                    : restedOn.credentials.map(({ number, type, from, to }) => (
                        <span key={number} className="block">
                          {type} <span className="font-mono text-xs text-ink-3">{number}</span> ·{' '}
                          {formats.day(from)} – {to ? formats.lastDay(to) : ''}
                        </span>
                      )),
              },
              {
                key: 'licences',
                term: t('replay.licences'),
                value:
                  restedOn.licences.length === 0
                    ? t('replay.none')
                    : restedOn.licences.map(({ type, to }) => (
                        <span key={`${type} ${to}`} className="block">
                          {type}
                          {to ? ` · ${t('replay.until', { day: formats.lastDay(to) })}` : ''}
                        </span>
                      )),
              },
              {
                key: 'authorisation',
                term: t('replay.authorisation'),
                value: restedOn.authorisation
                  ? t('replay.authorised', {
                      category: restedOn.authorisation.category,
                      level: restedOn.authorisation.maxLevel,
                    })
                  : t('replay.none'),
              },
              {
                key: 'rules',
                term: t('replay.rules'),
                value: t('replay.ruleCount', {
                  count: restedOn.rules,
                  policy: decision.policyVersion,
                }),
              },
            ]}
          />
        ) : null}
      </div>
    </Section>
  )
}
