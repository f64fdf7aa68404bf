import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { ReplaySection } from '#app/features/gate/components/replay-section.tsx'
import { VerdictCard } from '#app/features/gate/components/verdict-card.tsx'
import { WaysToYes } from '#app/features/gate/components/ways-to-yes.tsx'
import { readDecision, readDecisionLadder } from '#app/features/gate/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Card, FactList, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['check', 'gate'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Tiergate` }]

export const loader = forRoles(
  ['dispatcher', 'admin', 'provider-manager', 'certification-officer', 'monitor', 'regulator'],
  async (ctx, { params }) => {
    const decision = await readDecision(ctx, requireParam(params, 'decision'))
    if (!decision) throw new Response(null, { status: 404 })
    const title = i18nFor(ctx.language).t('check:decisionTitle', { name: decision.engineer.name })
    return { title, decision, ladder: await readDecisionLadder(ctx, decision) }
  },
)

export default function DecisionPage() {
  const { decision, ladder } = useLoaderData<typeof loader>()
  const { t } = useTranslation('check')
  const formats = useFormats()
  const { request } = decision
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <Lede>{t('lede')}</Lede>
        <ButtonLink
          look="quiet"
          size="small"
          to={paths.check({
            engineer: request.engineer,
            operation: request.operation,
            model: request.model,
            outlet: request.outlet,
          })}
        >
          {t('again')}
        </ButtonLink>
      </div>
      <Card>
        <FactList
          facts={[
            {
              key: 'engineer',
              term: t('case.engineer'),
              value: (
                <>
                  <b>{decision.engineer.name}</b> {decision.engineer.otherName} · {decision.engineer.code} ·{' '}
                  {inLanguage(decision.outlet.name, formats.language)} ({decision.outlet.code})
                </>
              ),
            },
            {
              key: 'operation',
              term: t('case.operation'),
              value: (
                <>
                  <b>{inLanguage(decision.operation, formats.language)}</b> · {request.operation}
                </>
              ),
            },
            {
              key: 'unit',
              term: t('case.unit'),
              value: (
                <>
                  {request.model} · {inLanguage(decision.brand.name, formats.language)} ·{' '}
                  {request.site.jurisdiction}
                </>
              ),
            },
            {
              key: 'when',
              term: t('case.when'),
              value: formats.span(request.window.start, request.window.end),
            },
          ]}
        />
      </Card>
      <VerdictCard decision={decision} ladder={ladder} />
      {decision.decision === 'DENY' ? (
        <Section title={t('ways.heading')}>
          <WaysToYes decision={decision} />
        </Section>
      ) : null}
      <ReplaySection decision={decision} />
      <p className="text-xs text-ink-3">
        {t('record.line', {
          id: decision.id,
          at: `${formats.weekday(decision.recordedAt)} ${formats.clock(decision.recordedAt)}`,
          policy: decision.policyVersion,
        })}{' '}
        <span className="font-mono">
          {t('record.digest', { digest: decision.inputsDigest.slice(0, 16) })}
        </span>
      </p>
    </div>
  )
}
