import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { checkFields, checkValuesOf } from '#app/features/gate/check-input.ts'
import { CheckForm } from '#app/features/gate/components/check-form.tsx'
import {
  listRecentChecks,
  readCheckForm,
  runCheck,
  searchEngineers,
} from '#app/features/gate/index.server.ts'
import type { Role } from '#app/features/identity/actor.ts'
import { toLocalField, useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'
import { VerdictTag } from '#app/ui/verdict.tsx'

/** Those who may ask whether somebody may do a repair. */
const askers: readonly Role[] = [
  'dispatcher',
  'admin',
  'provider-manager',
  'certification-officer',
  'monitor',
  'regulator',
]

export const handle = { i18n: ['check', 'gate'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Tiergate` }]

export const loader = forRoles(askers, async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const given = checkValuesOf((field) => query.get(field))
  const [form, engineers, recent] = await Promise.all([
    readCheckForm(ctx, given),
    searchEngineers(ctx, given.engineer),
    listRecentChecks(ctx),
  ])
  const { options, suggestedStart, suggestedEnd, zone } = form
  const asLocal = (text: string, otherwise: string) =>
    toLocalField(text.endsWith('Z') ? text : otherwise, zone)
  const values = {
    ...given,
    start: asLocal(given.start, suggestedStart),
    end: asLocal(given.end, suggestedEnd),
  }
  return { title: i18nFor(ctx.language).t('check:title'), values, options: { ...options, engineers }, recent }
})

export const action = forRoles(askers, async (ctx, { request }) => {
  const form = await request.formData()
  const values = checkValuesOf((field) => String(form.get(field) ?? ''))
  const outcome = await runCheck(ctx, values)
  if (!outcome.ok) return data({ values, problems: outcome.problems }, { status: 400 })
  throw redirect(paths.checkDecision(outcome.decisionId))
})

export default function CheckPage() {
  const { values, options, recent } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useTranslation('check')
  const formats = useFormats()
  const shown = answered?.values ?? values
  return (
    <div className="grid gap-6">
      <div>
        <Lede>{t('lede')}</Lede>
        <p className="mt-1 text-s text-ink-2">{t('intro')}</p>
      </div>
      <CheckForm
        key={checkFields.map((field) => shown[field]).join('|')}
        values={shown}
        problems={answered?.problems ?? {}}
        options={options}
      />
      <Section
        title={t('record.recent')}
        aside={
          <Link
            to={paths.gateLedger()}
            className="inline-flex min-h-11 items-center font-semibold text-accent md:min-h-0"
          >
            {t('record.all')}
          </Link>
        }
      >
        {recent.length === 0 ? (
          <EmptyState title={t('record.none')} />
        ) : (
          <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
            {recent.map((one) => (
              <li key={one.id}>
                <Link
                  to={paths.checkDecision(one.id)}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-s hover:bg-sunken"
                >
                  <span className="min-w-40 flex-1">
                    <span className="font-semibold">{one.engineerName}</span>{' '}
                    <span className="font-mono text-xs text-ink-3">{one.engineerCode}</span>
                    <span className="block text-ink-2">
                      {formats.language === 'en' ? one.operationNameEn : one.operationNameZh} ·{' '}
                      {one.modelCode}
                    </span>
                  </span>
                  <VerdictTag verdict={one.decision} />
                  <time dateTime={one.recordedAt} className="text-xs text-ink-3">
                    {formats.moment(one.recordedAt)}
                  </time>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}
