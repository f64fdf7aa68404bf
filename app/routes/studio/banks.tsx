import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { BankTable } from '#app/features/item-bank/components/bank-table.tsx'
import { listOwnBanks } from '#app/features/item-bank/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['items'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Tiergate` }]

/** The item banks of the organisation one acts for. */
export const loader = forRoles(['curriculum-author'], async (ctx) => {
  const { acting } = ctx.actor
  const banks = await listOwnBanks(ctx)
  return {
    title: i18nFor(ctx.language).t('items:title'),
    organisation: inLanguage({ en: acting.nameEn, zh: acting.nameZh }, ctx.language),
    banks: banks.map(({ course, active, drafts, retired }) => ({
      code: course.code,
      title: inLanguage(course.title, ctx.language),
      active,
      drafts,
      retired,
    })),
  }
})

export default function BanksPage() {
  const { organisation, banks } = useLoaderData<typeof loader>()
  const { t } = useTranslation('items')
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <Lede>
          {banks.length === 0
            ? t('lede.none', { organisation })
            : t('lede.some', { organisation, count: banks.length })}
        </Lede>
        <p className="mt-1 text-s text-ink-2">{t('intro')}</p>
      </div>
      {banks.length === 0 ? (
        <EmptyState title={t('lede.none', { organisation })}>{t('emptyText')}</EmptyState>
      ) : (
        <BankTable banks={banks} />
      )}
    </div>
  )
}
