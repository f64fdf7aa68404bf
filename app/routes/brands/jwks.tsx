import { forAnyone, requireParam } from '#app/access.server.ts'
import { readJwks } from '#app/features/signing/index.server.ts'
import { publicDocument } from './public-document.server.ts'

/** The public keys of a brand. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicDocument({ request }, await readJwks(ctx, requireParam(params, 'brand')), 'application/jwk-set+json'),
)
