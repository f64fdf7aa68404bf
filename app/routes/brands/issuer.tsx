import { forAnyone, requireParam } from '#app/access.server.ts'
import { readIssuerProfile } from '#app/features/badges/index.server.ts'
import { publicDocument } from './public-document.server.ts'

/** A brand as an issuer of badges. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicDocument({ request }, await readIssuerProfile(ctx, requireParam(params, 'brand'))),
)
