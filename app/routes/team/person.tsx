import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import { nameIn } from '#app/domain/shared/person-name.ts'
import { PersonEnrolment } from '#app/features/reporting/components/person-enrolment.tsx'
import { PersonHead } from '#app/features/reporting/components/person-head.tsx'
import {
  PersonCredentials,
  PersonLadders,
  PersonLicences,
} from '#app/features/reporting/components/person-holdings.tsx'
import { PersonCourses, PersonEnrolments } from '#app/features/reporting/components/person-training.tsx'
import { readTeamPerson } from '#app/features/reporting/index.server.ts'

export const handle = { i18n: ['team'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title} · Tiergate` : 'Tiergate' },
]

export const loader = forRoles(['provider-manager'], async (ctx, { params, request }) => {
  const page = await readTeamPerson(ctx, requireParam(params, 'person'))
  if (!page) throw new Response(null, { status: 404 })
  const query = new URL(request.url).searchParams
  const said = (name: string) => query.get(name)?.slice(0, 80) ?? null
  // A code in the address is only repeated where it names something of this person's.
  const enrolled =
    page.person.enrolments.find(({ typeCode }) => typeCode === said('enrolled'))?.typeCode ?? null
  const { code } = page.person
  const title = `${nameIn(page.person, ctx.language)} ${code}`
  return { title, page, notice: { problem: said('problem'), chosen: said('credential'), enrolled } }
})

export default function TeamPersonRoute() {
  const { page, notice } = useLoaderData<typeof loader>()
  const { person } = page
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <PersonHead page={page} />
      <PersonLadders page={page} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <PersonEnrolment personCode={person.code} options={page.options} notice={notice} />
        <PersonEnrolments enrolments={person.enrolments} />
      </div>
      <PersonCredentials credentials={person.credentials} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
        <PersonLicences licences={person.licences} />
        <PersonCourses courses={page.courses} />
      </div>
    </div>
  )
}
