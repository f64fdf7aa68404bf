import { redirect } from '@remix-run/node'
import { forRoles, requireParam } from '#app/access.server.ts'
import { enrolTeamPerson } from '#app/features/reporting/index.server.ts'
import { paths } from '#app/paths.ts'

/** A provider's manager enrols one of the provider's engineers; other people, and credentials of other brands, do not exist here. */
export const action = forRoles(['provider-manager'], async (ctx, { params, request }) => {
  const personCode = requireParam(params, 'person')
  const [brandCode = '', typeCode = ''] = String((await request.formData()).get('credential') ?? '').split(
    '/',
  )
  const toPerson = (query: Record<string, string>) =>
    redirect(`${paths.teamPerson(personCode)}?${new URLSearchParams(query)}#enrol`)
  if (typeCode === '') return toPerson({ problem: 'missing' })
  const outcome = await enrolTeamPerson(ctx, { personCode, brandCode, typeCode })
  if (outcome.ok) return toPerson({ enrolled: typeCode })
  if (outcome.reason === 'unknown-person' || outcome.reason === 'unknown-type')
    throw new Response(null, { status: 404 })
  if (outcome.reason === 'not-allowed') throw new Response(null, { status: 403 })
  return toPerson({ problem: outcome.reason, credential: `${brandCode}/${typeCode}` })
})
