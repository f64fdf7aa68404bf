import { forAnyone, requireParam } from '#app/access.server.ts'
import { readKeyDocument } from '#app/features/signing/index.server.ts'
import { publicDocument } from './public-document.server.ts'

/** One public key of a brand. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicDocument(
    { request },
    await readKeyDocument(ctx, requireParam(params, 'brand'), requireParam(params, 'key')),
    'application/jwk+json',
  ),
)
