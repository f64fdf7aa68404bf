import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { batchLimits } from '#app/features/credentials/batches/batch-row.ts'
import { DecisionTable } from '#app/features/credentials/components/decision-table.tsx'
import { readDecisionQueue } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem } from '#app/ui/field.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { SearchForm } from '#app/ui/search-form.tsx'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials', 'batches'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** What was wrong with the people chosen for a batch. */
const batchProblems = ['nothing-chosen', 'too-many'] as const

export const loader = forRoles(['certification-officer'], async (ctx, { request }) => {
  const queue = await readDecisionQueue(ctx, readListQuery(request))
  const asked = new URL(request.url).searchParams.get('problem')
  return {
    title: i18nFor(ctx.language).t('credentials:decisions.title'),
    queue,
    problem: batchProblems.find((problem) => problem === asked) ?? null,
    zone: ctx.actor.acting.timeZone,
  }
})

export default function DecisionQueuePage() {
  const { queue, problem, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['credentials', 'common', 'batches'])
  const { counts, people, search, total } = queue
  if (counts.count === 0) {
    return (
      <div className="grid grid-cols-1 gap-5">
        <Lede>{t('decisions.none')}</Lede>
        <EmptyState title={t('decisions.none')}>{t('decisions.noneText')}</EmptyState>
        <BatchesLink />
      </div>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        {t('sentences', {
          first: t('decisions.lede', { count: counts.count }),
          second:
            counts.oldestDays === 0
              ? t('decisions.oldestToday')
              : t('decisions.oldest', { count: counts.oldestDays }),
        })}
      </Lede>
      {problem ? (
        <FormProblem>{t(`batches:queue.problem.${problem}`, { most: batchLimits.chosen })}</FormProblem>
      ) : null}
      <SearchForm action={paths.decisions()} label={t('decisions.search')} search={search} />
      {people.length === 0 ? (
        <EmptyState
          title={t('decisions.nothingFound')}
          action={
            <ButtonLink look="quiet" to={paths.decisions()}>
              {t('decisions.showAll')}
            </ButtonLink>
          }
        />
      ) : (
        <>
          <p className="text-s text-ink-3">{t('decisions.count', { count: total })}</p>
          <form method="post" action={paths.newBatch()} className="grid grid-cols-1 gap-3">
            <input type="hidden" name="form" value="chosen" />
            <input type="hidden" name="q" value={search} />
            <DecisionTable people={people} zone={zone} />
            <div className="flex flex-wrap items-center gap-2">
              <Button look="quiet" size="small" name="scope" value="chosen">
                {t('batches:queue.chosen')}
              </Button>
              <Button look="quiet" size="small" name="scope" value="all">
                {t('batches:queue.all', { count: total })}
              </Button>
              <p className="text-xs text-ink-3">{t('batches:queue.help')}</p>
            </div>
          </form>
          <Paging
            page={queue.page}
            pageSize={queue.pageSize}
            total={total}
            toPage={(page) => paths.decisions({ q: search, page: String(page) })}
          />
        </>
      )}
      <BatchesLink />
    </div>
  )
}

function BatchesLink() {
  const { t } = useTranslation('batches')
  return (
    <Link to={paths.batches()} className="inline-flex min-h-11 items-center text-s font-semibold text-accent">
      {t('queue.toBatches')}
    </Link>
  )
}
