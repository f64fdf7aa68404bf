import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { GiveUpPage } from '#app/features/credentials/components/give-up-page.tsx'
import { giveUpCredential, previewGivingUp } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['credentials'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.credential.number} · Tiergate` : 'Tiergate' },
]

/** What giving up one of one's own credentials would change. */
export const loader = forRoles(['engineer'], async (ctx, { params }) => {
  const credential = await previewGivingUp(ctx, requireParam(params, 'slug'))
  if (!credential) throw new Response(null, { status: 404 })
  return { credential }
})

/** Gives it up, once that was ticked; what was typed stays where it could not be done. */
export const action = forRoles(['engineer'], async (ctx, { params, request }) => {
  const form = await request.formData()
  const reason = String(form.get('reason') ?? '')
  if (form.get('sure') !== 'yes') return data({ reason, problem: 'not-sure' as const }, { status: 400 })
  const outcome = await giveUpCredential(ctx, { publicSlug: requireParam(params, 'slug'), reason })
  if (outcome.ok) throw redirect(paths.wallet({ done: 'given-up' }))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = outcome.reason === 'reason-long' ? 400 : 409
  return data({ reason, problem: outcome.reason }, { status })
})

export default function GiveUpRoute() {
  const { credential } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return <GiveUpPage credential={credential} answered={answered ?? null} />
}
