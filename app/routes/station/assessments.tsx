import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { StationList } from '#app/features/practicals/components/station-list.tsx'
import { readStation } from '#app/features/practicals/index.server.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { Lede } from '#app/ui/surface.tsx'

const lists = ['requested', 'mine', 'done'] as const

export const handle = { i18n: ['practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['assessor'], async (ctx, { request }) => {
  const query = new URL(request.url).searchParams
  const station = await readStation(ctx, {
    list: lists.find((one) => one === query.get('list')) ?? 'requested',
    page: readListQuery(request).page,
  })
  return { title: i18nFor(ctx.language).t('practicals:title'), station, zone: ctx.actor.acting.timeZone }
})

export default function StationPage() {
  const { station, zone } = useLoaderData<typeof loader>()
  const { t } = useTranslation('practicals')
  const formats = useFormats(zone)
  const { counts, list } = station
  return (
    <div className="grid grid-cols-1 gap-5">
      <Lede>
        {t('sentences', {
          first:
            counts.requested === 0
              ? t('lede.none')
              : t('lede.requested', { count: counts.requested, since: formats.day(counts.oldest ?? '') }),
          second: counts.mine === 0 ? t('lede.mineNone') : t('lede.mine', { count: counts.mine }),
        })}
      </Lede>
      <nav aria-label={t('list.label')} className="flex flex-wrap gap-2">
        {lists.map((one) => (
          <Link
            key={one}
            to={paths.station({ list: one })}
            aria-current={one === list ? 'page' : undefined}
            className="inline-flex min-h-11 items-center rounded-2 border border-line-strong px-4 text-s font-semibold aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:text-accent"
          >
            {t(`list.${one}`)}
          </Link>
        ))}
      </nav>
      <p className="text-s text-ink-3">{t('count', { count: station.total })}</p>
      <StationList station={station} zone={zone} />
      <Paging
        page={station.page}
        pageSize={station.pageSize}
        total={station.total}
        toPage={(page) => paths.station({ list, page: String(page) })}
      />
    </div>
  )
}
