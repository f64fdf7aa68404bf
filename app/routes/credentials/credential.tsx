import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { endOfPrintedDay, isDay } from '#app/domain/shared/instants.ts'
import { actNames } from '#app/features/credentials/act-names.ts'
import { CredentialFilePage } from '#app/features/credentials/components/credential-file-page.tsx'
import { readCredentialFile } from '#app/features/credentials/index.server.ts'
import { DoneNote } from '#app/features/identity/components/note.tsx'

export const handle = { i18n: ['credentials'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.file.number} · Tiergate` : 'Tiergate' },
]

/** One credential with its whole life; `asOf` and `knownOn` are days whose end is looked at from. */
export const loader = forRoles(['certification-officer', 'admin'], async (ctx, { params, request }) => {
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
  return {
    file,
    days,
    done: actNames.find((one) => one === done) ?? (done === 'proposed' ? ('proposed' as const) : null),
  }
})

export default function CredentialRoute() {
  const { file, days, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('credentials')
  return (
    <CredentialFilePage
      file={file}
      days={days}
      notice={done ? <DoneNote>{t(`life.done.${done}`)}</DoneNote> : null}
    />
  )
}
