import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { StaffCard } from '#app/features/certificates/components/staff-card.tsx'
import { readStaffCard } from '#app/features/certificates/index.server.ts'
import { StatusTag } from '#app/features/credentials/components/status-tag.tsx'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['credentials'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['engineer'], async (ctx, { params }) => {
  const card = await readStaffCard(ctx, requireParam(params, 'slug'))
  if (!card) throw new Response(null, { status: 404 })
  return { title: i18nFor(ctx.language).t('credentials:card.title'), card }
})

export default function CardRoute() {
  const { card } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="no-print">
        <Link
          to={paths.wallet()}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t('card.back')}
        </Link>
        <Lede>{card.grantsWork ? t('card.lede') : t('card.ledeNot')}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('card.how')}</p>
      </div>
      <StaffCard card={card} status={<StatusTag status={card.status} grantsWork={card.grantsWork} />} />
    </div>
  )
}
