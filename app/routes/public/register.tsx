import { type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forAnyone } from '#app/access.server.ts'
import { RegisterPage } from '#app/features/credentials/components/register-page.tsx'
import { findInRegister } from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** Looks a certificate up by `q`, its number or address, and goes to its page; else the form comes back with what was typed. */
export const loader = forAnyone(async (ctx, { request }) => {
  const typed = new URL(request.url).searchParams.get('q')
  const outcome = typed === null ? null : await findInRegister(ctx, typed)
  if (outcome?.ok) throw redirect(paths.publicCredential(outcome.slug))
  return {
    title: i18nFor(ctx.language).t('public:register.title'),
    typed: (typed ?? '').slice(0, 200),
    miss: outcome?.reason ?? null,
  }
})

export default function RegisterRoute() {
  const { typed, miss } = useLoaderData<typeof loader>()
  return <RegisterPage typed={typed} miss={miss} />
}
