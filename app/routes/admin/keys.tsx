import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { BrandKeysCard } from '#app/features/signing/components/brand-keys-card.tsx'
import { readKeysPage, rotateKeys } from '#app/features/signing/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { EmptyState, Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['admin'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['admin'], async (ctx, { request }) => {
  const brands = await readKeysPage(ctx)
  const rotated = new URL(request.url).searchParams.get('rotated')
  return {
    title: i18nFor(ctx.language).t('admin:keys.title'),
    brands,
    rotated: brands.find(({ code }) => code === rotated)?.code ?? null,
  }
})

export const action = forRoles(['admin'], async (ctx, { request }) => {
  const form = await request.formData()
  const brand = String(form.get('brand') ?? '').slice(0, 100)
  const reason = String(form.get('reason') ?? '').slice(0, 400)
  const outcome = await rotateKeys(ctx, { brandCode: brand, reason })
  if (outcome.ok) throw redirect(paths.signingKeys({ rotated: brand }))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = outcome.reason === 'changed' ? 409 : 400
  return data({ problem: outcome.reason, brand, reason }, { status })
})

export default function KeysPage() {
  const { brands, rotated } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('admin')
  return (
    <div className="grid grid-cols-1 gap-5">
      <div>
        <Lede>{t('keys.lede', { count: brands.length })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">{t('keys.note')}</p>
      </div>
      {rotated ? <DoneNote>{t('keys.done', { brand: rotated })}</DoneNote> : null}
      {brands.length === 0 ? <EmptyState title={t('keys.lede', { count: 0 })} /> : null}
      {brands.map((brand) => (
        <BrandKeysCard
          key={brand.code}
          brand={brand}
          refused={refused && refused.brand === brand.code ? refused : null}
        />
      ))}
    </div>
  )
}
