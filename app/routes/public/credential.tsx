import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forAnyone, requireParam } from '#app/access.server.ts'
import { PublicCredentialPage } from '#app/features/credentials/components/public-credential-page.tsx'
import { readPublicCredential } from '#app/features/credentials/index.server.ts'

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.credential.number} · Tiergate` : 'Tiergate' },
  { name: 'robots', content: 'noindex, nofollow' },
]

export const loader = forAnyone(async (ctx, { params }) => {
  const credential = await readPublicCredential(ctx, requireParam(params, 'slug'))
  if (!credential) throw new Response(null, { status: 404 })
  return { credential }
})

export default function PublicCredentialRoute() {
  const { credential } = useLoaderData<typeof loader>()
  return <PublicCredentialPage credential={credential} />
}
