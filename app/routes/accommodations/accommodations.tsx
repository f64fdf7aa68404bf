import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { AccommodationForm, AccommodationRows } from '#app/features/exams/components/accommodation-parts.tsx'
import {
  accommodationShares,
  grantAccommodation,
  readAccommodations,
} from '#app/features/exams/index.server.ts'
import { takeKeptForm } from '#app/features/identity/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Card, EmptyState, Lede, Section } from '#app/ui/surface.tsx'

type EndProblem = 'reason-missing' | 'reason-long'

export const handle = { i18n: ['invigilation'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['certification-officer'], async (ctx, { request, context }) => {
  const refused = takeKeptForm(ctx, request.headers.get('cookie'), paths.accommodations())
  if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
  const { values, problem } = refused?.kept ?? {}
  return {
    title: i18nFor(ctx.language).t('invigilation:accommodation.title'),
    zone: ctx.actor.acting.timeZone,
    shares: [...accommodationShares],
    list: await readAccommodations(ctx, readListQuery(request)),
    /** An end that was refused, with what was typed. */
    end:
      problem === 'reason-missing' || problem === 'reason-long'
        ? { id: values?.id ?? '', reason: values?.reason ?? '', problem: problem as EndProblem }
        : null,
  }
})

/** Grants extra time; what was typed stays where it could not be done. */
export const action = forRoles(['certification-officer'], async (ctx, { request }) => {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const values = { person: text('person'), share: text('share'), reason: text('reason') }
  const outcome = await grantAccommodation(ctx, {
    personCode: values.person,
    extraPermille: Number(values.share),
    reason: values.reason,
  })
  if (outcome.ok) return redirect(paths.accommodations())
  return data({ values, problem: outcome.reason }, { status: 400 })
})

export default function AccommodationsRoute() {
  const { list, shares, zone, end } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  const { t } = useTranslation('invigilation')
  const problem = refused?.problem ?? end?.problem
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <Lede>{t('accommodation.lede', { count: list.total })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('accommodation.intro')}</p>
      </div>
      {problem ? <FormProblem>{t(`accommodation.problem.${problem}`)}</FormProblem> : null}
      <Section title={t('accommodation.grant')}>
        <Card>
          <AccommodationForm
            shares={shares}
            values={refused?.values ?? null}
            problem={refused?.problem ?? null}
          />
        </Card>
      </Section>
      <Section title={t('accommodation.list')}>
        {list.rows.length === 0 ? (
          <EmptyState title={t('accommodation.none')} />
        ) : (
          <AccommodationRows rows={list.rows} zone={zone} end={end} />
        )}
        <div className="mt-4">
          <Paging
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            toPage={(page) => paths.accommodations({ page: String(page) })}
          />
        </div>
      </Section>
    </div>
  )
}
