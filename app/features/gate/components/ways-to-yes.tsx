import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useLanguage } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Repeat2, Route, Users } from '#app/ui/icons.tsx'
import { StepPath } from '#app/ui/step-path.tsx'
import { VerdictTag } from '#app/ui/verdict.tsx'
import type { DecisionView } from '../read-decision.server.ts'
import { useReasonText } from './reason-text.tsx'

/** After a DENY: someone else now, supervised today, the engineer's own shortest path. */
export function WaysToYes({ decision }: { decision: DecisionView }) {
  return (
    <div className="grid items-start gap-3 lg:grid-cols-[1fr_1fr_1.25fr]">
      <SomeoneElse decision={decision} />
      <Supervised decision={decision} />
      <OwnWay decision={decision} />
    </div>
  )
}

function WayCard({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="h-full rounded-3 border border-line bg-surface p-4">
      <h3 className="mb-2 flex items-center gap-2 text-s font-semibold">
        {icon}
        {title}
      </h3>
      {children}
    </section>
  )
}

function SomeoneElse({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('check')
  const { people } = decision.paths
  return (
    <WayCard icon={<Repeat2 aria-hidden size={18} />} title={t('ways.someoneElse')}>
      {people.length === 0 ? (
        <p className="text-s text-ink-2">{t('ways.nobodyElse', { outlet: decision.outlet.code })}</p>
      ) : (
        <ul className="grid gap-3">
          {people.map((one) => (
            <li key={one.code}>
              <p className="font-semibold">
                {one.name} <span className="font-mono text-xs font-normal text-ink-3">{one.code}</span>
              </p>
              <p className="my-1 flex flex-wrap items-center gap-2 text-s text-ink-3">
                <VerdictTag verdict={one.decision} /> {t('ways.sameOutlet')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {people[0] ? (
        <ButtonLink size="small" className="mt-2" to={askAgain(decision, { engineer: people[0].code })}>
          {t('ways.checkThem', { name: people[0].name })}
        </ButtonLink>
      ) : null}
    </WayCard>
  )
}

function Supervised({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('check')
  const { supervisor } = decision.paths
  const text = useReasonText(decision.names)
  const uncurable = decision.reasons.find(
    (reason) => reason.severity === 'BLOCK' && !reason.curableBySupervision,
  )
  return (
    <WayCard icon={<Users aria-hidden size={18} />} title={t('ways.supervised')}>
      {supervisor ? (
        <>
          <p className="font-semibold">{supervisor.name}</p>
          <p className="text-s text-ink-3">{t('ways.supervisedBy')}</p>
          <ButtonLink size="small" className="mt-3" to={askAgain(decision, { supervisor: supervisor.code })}>
            {t('ways.checkSupervised')}
          </ButtonLink>
        </>
      ) : (
        <p className="text-s text-ink-2">
          {uncurable ? t('ways.neverSupervised', { reason: text(uncurable) }) : t('ways.noSupervisor')}
        </p>
      )}
    </WayCard>
  )
}

function OwnWay({ decision }: { decision: DecisionView }) {
  const { t } = useTranslation('check')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const { ways } = decision.paths
  const hours = ways.reduce((sum, way) => sum + way.hours, 0)
  return (
    <WayCard
      icon={<Route aria-hidden size={18} />}
      title={
        ways.length > 0 ? t('ways.own', { hours: common('hours', { count: hours }) }) : t('ways.ownTitle')
      }
    >
      {ways.length === 0 ? <p className="text-s text-ink-2">{t('ways.noOwnWay')}</p> : null}
      {ways.map((way) => (
        <div key={way.typeCode} className="mt-2">
          <p className="mb-2 text-xs font-semibold text-ink-2">
            {way.typeCode} · {inLanguage(way.name, language)}
          </p>
          <StepPath
            doneLabel={common('step.done')}
            steps={way.steps.map((step, index) => ({
              key: step.key,
              state:
                step.state === 'done'
                  ? 'done'
                  : way.steps.findIndex(({ state }) => state !== 'done') === index
                    ? 'now'
                    : 'later',
              title: inLanguage(step.title, language),
              detail:
                step.state === 'unavailable'
                  ? t('ways.notOffered')
                  : step.hours > 0
                    ? common('hours', { count: step.hours })
                    : undefined,
            }))}
          />
        </div>
      ))}
    </WayCard>
  )
}

/** The form again with the same case and one answer changed. */
function askAgain(decision: DecisionView, change: { engineer?: string; supervisor?: string }): string {
  const { request } = decision
  return paths.check({
    engineer: change.engineer ?? request.engineer,
    supervisor: change.supervisor,
    operation: request.operation,
    model: request.model,
    outlet: request.outlet,
    start: request.window.start,
    end: request.window.end,
    height: request.site.heightM ? String(request.site.heightM) : undefined,
  })
}
