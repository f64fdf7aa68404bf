import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { TeamFilter } from '#app/features/reporting/components/team-filter.tsx'
import { TeamMatrix } from '#app/features/reporting/components/team-matrix.tsx'
import { lapseDays } from '#app/features/reporting/held-level.ts'
import { readTeam, type TeamPage } from '#app/features/reporting/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['team'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['provider-manager'], async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const team = await readTeam(ctx, {
    outlet: (query.get('outlet') ?? '').trim().slice(0, 40),
    ...readListQuery(request),
  })
  return { title: i18nFor(ctx.language).t('team:title'), team }
})

export default function TeamRoute() {
  const { team } = useLoaderData<typeof loader>()
  const { t } = useTranslation('team')
  const { query, total } = team
  if (team.sums.engineers === 0) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Lede>{t('lede.nobody')}</Lede>
        <EmptyState
          title={t('empty.title')}
          action={<ButtonLink to={paths.invite()}>{t('action.invite')}</ButtonLink>}
        >
          {t('empty.text')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Head sums={team.sums} />
      <Section title={t('matrix.label')} aside={t('filter.found', { count: total })}>
        <TeamFilter outlets={team.outlets} query={query} />
        {total === 0 ? (
          <EmptyState
            title={t('filter.nothing')}
            action={
              <ButtonLink look="quiet" to={paths.team()}>
                {t('filter.showAll')}
              </ButtonLink>
            }
          >
            {t('filter.nothingText')}
          </EmptyState>
        ) : (
          <TeamMatrix categories={team.categories} members={team.members} />
        )}
        <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4">
          <a
            href={paths.teamExport({ outlet: query.outlet, q: query.search })}
            className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
          >
            {t('csv.download')}
          </a>
          <Paging
            page={team.page}
            pageSize={team.pageSize}
            total={total}
            toPage={(page) => paths.team({ outlet: query.outlet, q: query.search, page: String(page) })}
          />
        </div>
      </Section>
    </div>
  )
}

/** The answer in numbers and the one thing to do about it: renew whoever lapses first, or else invite. */
function Head({ sums }: Pick<TeamPage, 'sums'>) {
  const { t } = useTranslation('team')
  const formats = useFormats()
  const { engineers, mayWork, lapsing, firstLapse } = sums
  return (
    <div className="flex flex-wrap items-start justify-between gap-4">
      <Lede className="min-w-60 flex-1">
        {t('lede.mayWork', { may: mayWork, count: engineers })}
        {formats.language === 'en' ? ' ' : ''}
        {lapsing === 0
          ? t('lede.noLapse', { days: lapseDays })
          : t('lede.lapse', { count: lapsing, days: lapseDays })}
      </Lede>
      {firstLapse ? (
        <div className="grid gap-1">
          <ButtonLink to={`${paths.teamPerson(firstLapse.code)}#enrol`}>
            {t('action.renew', { type: firstLapse.typeCode, name: firstLapse.name })}
          </ButtonLink>
          <p className="text-xs text-ink-3">
            {t('action.renewHelp', { date: formats.lastDay(firstLapse.until) })}
          </p>
          <ButtonLink look="quiet" size="small" to={paths.invite()}>
            {t('action.invite')}
          </ButtonLink>
        </div>
      ) : (
        <ButtonLink to={paths.invite()}>{t('action.invite')}</ButtonLink>
      )}
    </div>
  )
}
