import type { MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import { KeyForm } from '#app/features/api-keys/components/key-form.tsx'
import { KeyList } from '#app/features/api-keys/components/key-list.tsx'
import { NewSecret } from '#app/features/api-keys/components/new-secret.tsx'
import { makeApiKey, readKeyPage } from '#app/features/api-keys/index.server.ts'
import { keyValuesOf } from '#app/features/api-keys/key-values.ts'
import type { Role } from '#app/features/identity/actor.ts'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { takeKeptForm } from '#app/features/identity/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { readListQuery } from '#app/list-query.ts'
import { paths } from '#app/paths.ts'
import { Paging } from '#app/ui/paging.tsx'
import { EmptyState, Lede, Section } from '#app/ui/surface.tsx'

const keyMakers: readonly Role[] = ['admin', 'certification-officer', 'provider-manager']

export const handle = { i18n: ['keys'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page?.title ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(keyMakers, async (ctx, { request, context }) => {
  const refused = takeKeptForm(ctx, request.headers.get('cookie'), paths.apiKeys())
  if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
  return {
    title: i18nFor(ctx.language).t('keys:title'),
    page: await readKeyPage(ctx, { page: readListQuery(request).page }),
    refused: refused?.kept ?? null,
    isRevoked: new URL(request.url).searchParams.get('done') === 'revoked',
  }
})

export const action = forRoles(keyMakers, async (ctx, { request }) => {
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const values = keyValuesOf(form)
  const outcome = await makeApiKey(ctx, values)
  if (!outcome.ok) return data({ made: null, values, problems: outcome.problems }, { status: 400 })
  // Not a redirect: the answer to this request is the one place where the secret ever stands.
  const { name, secret } = outcome
  return data(
    { made: { name, secret }, values: null, problems: {} },
    { status: 201, headers: { 'cache-control': 'no-store' } },
  )
})

export default function ApiKeysPage() {
  const { page, refused, isRevoked } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const { t } = useTranslation('keys')
  const live = page.keys.filter(({ state }) => state === 'live').length
  return (
    <div className="grid grid-cols-1 gap-7">
      <div>
        <Lede>{t('lede', { count: live })}</Lede>
        <p className="mt-1 max-w-[48em] text-s text-ink-2">
          {t('intro')}{' '}
          <Link to={paths.openApi()} reloadDocument className="font-semibold text-accent underline">
            {t('document')}
          </Link>
        </p>
      </div>
      {answered?.made ? <NewSecret name={answered.made.name} secret={answered.made.secret} /> : null}
      {isRevoked && !answered ? <DoneNote>{t('revoked')}</DoneNote> : null}
      <Section title={t('list')} aside={t('found', { count: page.total })}>
        {page.keys.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
        ) : (
          <KeyList keys={page.keys} refused={refused} />
        )}
        <div className="mt-3">
          <Paging
            page={page.page}
            pageSize={page.pageSize}
            total={page.total}
            toPage={(to) => paths.apiKeys({ page: String(to) })}
          />
        </div>
      </Section>
      <Section title={t('form.title')}>
        <KeyForm owners={page.owners} values={answered?.values ?? null} problems={answered?.problems ?? {}} />
      </Section>
    </div>
  )
}
