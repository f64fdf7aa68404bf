import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { TraineeTable } from '#app/features/learning/components/trainee-table.tsx'
import { TrainingForm } from '#app/features/learning/components/training-form.tsx'
import { endTraining, readTraineesPage, recordTraining } from '#app/features/learning/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['learning'] }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['trainer'], async (ctx, { request }) => {
  const page = await readTraineesPage(ctx, readListQuery(request))
  return { title: i18nFor(ctx.language).t('learning:training.title'), page }
})

export const action = forRoles(['trainer'], async (ctx, { request }) => {
  const form = await request.formData()
  const ended = form.get('end')
  if (ended !== null) {
    if (!(await endTraining(ctx, { trainingRecordId: String(ended) })))
      throw new Response(null, { status: 404 })
    throw redirect(paths.training())
  }
  const values = {
    staffCode: String(form.get('staffCode') ?? ''),
    courseCode: String(form.get('courseCode') ?? ''),
  }
  const outcome = await recordTraining(ctx, values)
  if (outcome.ok) throw redirect(paths.training())
  return data({ problem: outcome.reason, values }, { status: 400 })
})

export default function TraineesRoute() {
  const { page } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation(['learning', 'common'])
  const { counts, search } = page
  const isEmpty = page.total === 0 && search === ''
  return (
    <div className="grid grid-cols-1 gap-6">
      <Lede>
        {counts.people === 0
          ? t('training.ledeNone')
          : t('training.lede', { ...counts, count: counts.people })}
      </Lede>
      {isEmpty ? (
        <EmptyState title={t('training.ledeNone')}>{t('training.emptyText')}</EmptyState>
      ) : (
        <Section title={t('training.people')} aside={t('training.found', { count: page.total })}>
          <SearchForm
            action={paths.training()}
            label={t('training.search')}
            search={search}
            className="mb-3"
          />
          {page.trainees.length === 0 ? (
            <EmptyState
              title={t('training.nothingFound', { search })}
              action={
                <ButtonLink look="quiet" to={paths.training()}>
                  {t('training.showAll')}
                </ButtonLink>
              }
            />
          ) : (
            <TraineeTable trainees={page.trainees} />
          )}
          <div className="mt-3">
            <Paging
              page={page.page}
              pageSize={page.pageSize}
              total={page.total}
              toPage={(to) => paths.training({ q: search, page: String(to) })}
            />
          </div>
        </Section>
      )}
      <Section title={t('training.record')}>
        <TrainingForm courses={page.courses} refused={refused ?? null} />
      </Section>
    </div>
  )
}
