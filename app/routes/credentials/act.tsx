import { data, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { forRoles, requireParam } from '#app/access.server.ts'
import type { SignedInContext } from '#app/context.server.ts'
import { type ActProblem, actFrom, readActFields } from '#app/features/credentials/act-form.ts'
import { actNames } from '#app/features/credentials/act-names.ts'
import { CredentialActPage } from '#app/features/credentials/components/credential-act-page.tsx'
import { actOnCredential, previewAct, readCredentialFile } from '#app/features/credentials/index.server.ts'
import { paths } from '#app/paths.ts'

export const handle = { i18n: ['credentials', 'practicals'] }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.file.number} · Tiergate` : 'Tiergate' },
]

async function openAct(ctx: SignedInContext, params: Parameters<typeof requireParam>[0]) {
  const name = actNames.find((one) => one === params.act)
  const file = name && (await readCredentialFile(ctx, requireParam(params, 'credential')))
  if (!name || !file) throw new Response(null, { status: 404 })
  return { name, file }
}

/** The form of an act with what it would change, for the values in the address. */
export const loader = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const { name, file } = await openAct(ctx, params)
  const fields = readActFields(name, new URL(request.url).searchParams, file)
  const asked = actFrom(name, fields, ctx.now(), file.type.zone)
  return {
    name,
    file,
    fields,
    problem: asked.ok ? null : asked.problem,
    preview: asked.ok ? await previewAct(ctx, file.id, asked.act) : null,
  }
})

type Answered = {
  problem:
    | ActProblem
    | 'reason-missing'
    | 'conflict'
    | 'obstacle'
    | 'second-person-needed'
    | 'proposed-otherwise'
}

/** Acts, or comes back with what was typed and what is in the way. */
export const action = forRoles(['certification-officer'], async (ctx, { params, request }) => {
  const { name, file } = await openAct(ctx, params)
  const form = new URLSearchParams(
    [...(await request.formData())].map(([key, value]) => [key, String(value)]),
  )
  const fields = readActFields(name, form, file)
  const refuse = (problem: Answered['problem'], status: number) =>
    data({ problem, fields } satisfies Answered & { fields: typeof fields }, { status })
  const asked = actFrom(name, fields, ctx.now(), file.type.zone)
  if (!asked.ok) return refuse(asked.problem, 400)
  const outcome = await actOnCredential(ctx, {
    credentialId: file.id,
    act: asked.act,
    reason: fields.reason,
    liftCondition: fields.liftCondition,
  })
  if (outcome.ok) throw redirect(paths.credential(file.id, { done: outcome.isDone ? name : 'proposed' }))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  const status = outcome.reason === 'reason-missing' ? 400 : outcome.reason === 'conflict' ? 403 : 409
  return refuse(outcome.reason, status)
})

export default function CredentialActRoute() {
  const { name, file, fields, problem, preview } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  return (
    <CredentialActPage
      name={name}
      file={file}
      fields={answered?.fields ?? fields}
      problem={answered?.problem ?? problem}
      preview={preview}
    />
  )
}
