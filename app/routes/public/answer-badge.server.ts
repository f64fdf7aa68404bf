import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireParam } from '#app/access.server.ts'
import type { Context } from '#app/context.server.ts'
import { type BadgeForm, readBadge } from '#app/features/badges/index.server.ts'
import { publicText } from '../brands/public-document.server.ts'

/** A badge never changes once it is signed; what has become of it is in the status lists. */
const keptSeconds = 86_400

/** Answers with a badge in one of its forms; 404 for an address that does not exist. */
export function answerBadge(form: BadgeForm) {
  return async (
    ctx: Context,
    { params, request }: Pick<LoaderFunctionArgs, 'params' | 'request'>,
  ): Promise<Response> => {
    const badge = await readBadge(ctx, requireParam(params, 'slug'), form)
    return publicText({ request }, badge?.body ?? null, { type: badge?.type ?? '', keptSeconds })
  }
}
