import { forAnyone, requireParam } from '#app/access.server.ts'
import { readDidDocument } from '#app/features/signing/index.server.ts'
import { publicDocument } from './public-document.server.ts'

/** The DID document of a brand. */
export const loader = forAnyone(async (ctx, { params, request }) =>
  publicDocument(
    { request },
    await readDidDocument(ctx, requireParam(params, 'brand')),
    'application/did+json',
  ),
)
