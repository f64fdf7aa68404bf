import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { readCertificate } from '#app/features/certificates/index.server.ts'
import { paths } from '#app/paths.ts'

/** One's own certificate as PDF; where it cannot be printed, the wallet says why. */
export const loader = forRoles(['engineer'], async (ctx, { params }) => {
  const outcome = await readCertificate(ctx, requireParam(params, 'slug'))
  if (outcome.ok) {
    return new Response(new Uint8Array(outcome.pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${outcome.number}.pdf"`,
        'cache-control': 'private, no-store',
      },
    })
  }
  if (outcome.reason === 'letters-missing')
    throw redirect(paths.wallet({ missing: outcome.letters.join('') }))
  if (outcome.reason === 'directions-mixed') throw redirect(paths.wallet({ mixed: outcome.scripts[0] ?? '' }))
  throw new Response(null, { status: outcome.reason === 'unknown' ? 404 : 409 })
})
