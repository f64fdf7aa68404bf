import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { endOfPrintedDay, isDay } from '#app/domain/shared/instants.ts'
import { actNames } from '#app/features/credentials/act-names.ts'
import { CredentialFilePage } from '#app/features/credentials/components/credential-file-page.tsx'
import { readCredentialFile } from '#app/features/credentials/index.server.ts'
import { DoneNote } from '#app/features/identity/components/note.tsx'
import { takeKeptForm } from '#app/features/identity/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.file.number} · Tiergate` : 'Tiergate' },
]

/** One credential with its whole life; `asOf` and `knownOn` are days whose end is looked at from. */
export const loader = forRoles(
  ['certification-officer', 'admin'],
  async (ctx, { params, request, context }) => {
    const query = new URL(request.url).searchParams
    const id = requireParam(params, 'credential')
    const zone = ctx.actor.acting.timeZone
    const days = { asOf: query.get('asOf') ?? '', knownOn: query.get('knownOn') ?? '' }
    const endOf = (day: string) => (isDay(day) ? endOfPrintedDay(day, zone) : undefined)
    const [asOf, knownAt] = [endOf(days.asOf), endOf(days.knownOn)]
    const file = await readCredentialFile(ctx, id, {
      ...(asOf === undefined ? {} : { asOf }),
      ...(knownAt === undefined ? {} : { knownAt }),
    })
    if (!file) throw new Response(null, { status: 404 })
    const done = query.get('done')
    const refused = takeKeptForm(ctx, request.headers.get('cookie'), paths.credential(id))
    if (refused) context.responseHeaders.append('set-cookie', refused.setCookie)
    return {
      file,
      days,
      done: [...actNames, 'proposed' as const, 'dropped' as const].find((one) => one === done) ?? null,
      dropProblem: refused?.kept.form === 'drop-proposal' ? (refused.kept.values.reason ?? '') : null,
    }
  },
)

export default function CredentialRoute() {
  const { file, days, done, dropProblem } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  return (
    <CredentialFilePage
      file={file}
      days={days}
      dropProblem={dropProblem}
      notice={done ? <DoneNote>{t(`life.done.${done}`)}</DoneNote> : null}
    />
  )
}
