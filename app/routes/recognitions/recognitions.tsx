import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { RecognitionForm, RecognitionRows } from '#app/features/credentials/components/recognition-parts.tsx'
import { readRecognitions, recognisePrior } from '#app/features/credentials/index.server.ts'
import { takeKeptForm } from '#app/features/identity/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { FormProblem } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { Card, EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['recognitions'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['certification-officer'], async (ctx, { request, context }) => {
  const refused = takeKeptForm(ctx, request.headers.get('cookie'), paths.recognitions())
  if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
  const { values } = refused?.kept ?? {}
  return {
    title: i18nFor(ctx.language).t('recognitions:title'),
    zone: ctx.actor.acting.timeZone,
    list: await readRecognitions(ctx, readListQuery(request)),
    /** An end that was refused, with what was typed. */
    end: values?.id ? { id: values.id, reason: values.reason ?? '' } : null,
  }
})

/** Recognises what somebody learnt elsewhere; what was typed stays where it could not be done. */
export const action = forRoles(['certification-officer'], async (ctx, { request }) => {
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const values = {
    person: text('person'),
    what: text('what'),
    source: text('source'),
    document: text('document'),
    earnedOn: text('earnedOn'),
    validTo: text('validTo'),
    reason: text('reason'),
  }
  const outcome = await recognisePrior(ctx, values)
  if (outcome.ok) return redirect(paths.recognitions())
  return data({ values, problem: outcome.reason }, { status: outcome.reason === 'conflict' ? 403 : 400 })
})

export default function RecognitionsRoute() {
  const { list, zone, end } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  const { t } = useTranslation('recognitions')
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <Lede>{t('lede', { count: list.total })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('intro')}</p>
      </div>
      {refused ? <FormProblem>{t(`problem.${refused.problem}`)}</FormProblem> : null}
      <Section title={t('record')}>
        <Card>
          {list.options.length === 0 ? (
            <p className="text-s">{t('nothingToRecognise')}</p>
          ) : (
            <RecognitionForm
              options={list.options}
              values={refused?.values ?? null}
              problem={refused?.problem ?? null}
            />
          )}
        </Card>
      </Section>
      <Section title={t('list')}>
        <SearchForm action={paths.recognitions()} label={t('search')} search={list.search} className="mb-3" />
        {list.rows.length === 0 ? (
          <EmptyState title={t(list.search === '' ? 'none' : 'nothingFound')}>
            {t(list.search === '' ? 'noneText' : 'nothingFoundText')}
          </EmptyState>
        ) : (
          <>
            <RecognitionRows rows={list.rows} zone={zone} end={end} />
            <div className="mt-3">
              <Paging
                page={list.page}
                pageSize={list.pageSize}
                total={list.total}
                toPage={(page) => paths.recognitions({ q: list.search, page: String(page) })}
              />
            </div>
          </>
        )}
      </Section>
    </div>
  )
}
