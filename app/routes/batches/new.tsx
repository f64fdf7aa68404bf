import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles } from '#app/access.server.ts'
import type { SignedInContext } from '#app/context.server.ts'
import { type BroughtKind, broughtKinds } from '#app/features/credentials/batches/batch-row.ts'
import { faultText } from '#app/features/credentials/batches/row-words.ts'
import { type AnsweredBatch, BatchForm } from '#app/features/credentials/components/batch-form.tsx'
import {
  type Brought,
  prepareBroughtBatch,
  prepareIssue,
  prepareSessionRevocation,
} from '#app/features/credentials/index.server.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Lede } from '#app/ui/surface.tsx'

export const handle = { i18n: ['batches'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ? `${data.title} · Tiergate` : 'Tiergate' },
]

/** What somebody brings, by the address; earlier certificates where it says nothing. */
function kindOf(request: Request): BroughtKind {
  const asked = new URL(request.url).searchParams.get('kind')
  return broughtKinds.find((kind) => kind === asked) ?? 'import'
}

/** The form for rows that somebody brings. */
export const loader = forRoles(['certification-officer'], async (ctx, { request }) => ({
  title: i18nFor(ctx.language).t('batches:title'),
  kind: kindOf(request),
}))

/** Reads what was brought or chosen and leads to what it would do; nothing is done. */
export const action = forRoles(['certification-officer'], async (ctx, { request }) => {
  const form = await request.formData().catch(() => new FormData())
  switch (form.get('form')) {
    case 'chosen':
      return issueChosen(ctx, form)
    case 'session':
      return findSession(ctx, form)
    default:
      return bring(ctx, kindOf(request), form)
  }
})

const longestText = 2_000_000

async function bring(ctx: SignedInContext, kind: BroughtKind, form: FormData) {
  const t = i18nFor(ctx.language).getFixedT(ctx.language, 'batches')
  const file = form.get('file')
  const hasFile = file instanceof File && file.name !== ''
  const typed = form.get('pasted')
  const pasted = typeof typed === 'string' ? typed.slice(0, longestText) : ''
  const attests = form.get('attests') === 'yes'
  const fileName = hasFile ? file.name.slice(0, 120) : ''
  const refused = (problem: string) =>
    data<AnsweredBatch>(
      { form: 'brought', problem, fileName, pasted, attests, code: '', day: '' },
      { status: 400 },
    )
  if (hasFile && pasted.trim() !== '') return refused(t('new.problem.both'))
  if (!hasFile && pasted.trim() === '') return refused(t('new.problem.no-input'))
  const brought: Brought = hasFile
    ? { source: 'FILE', bytes: new Uint8Array(await file.arrayBuffer()), name: fileName }
    : { source: 'PASTED', text: pasted }
  const prepared = await prepareBroughtBatch(ctx, { kind, brought, attestsProctored: attests })
  if (prepared.ok) throw redirect(paths.batch(prepared.batchId))
  // Whoever acts for another kind of organisation with this role finds nothing here.
  if (prepared.reason === 'unknown') throw new Response(null, { status: 404 })
  return refused(faultText(t, prepared.fault, ctx.language))
}

async function findSession(ctx: SignedInContext, form: FormData) {
  const t = i18nFor(ctx.language).getFixedT(ctx.language, 'batches')
  const code = String(form.get('code') ?? '').slice(0, 20)
  const day = String(form.get('day') ?? '').slice(0, 10)
  const prepared = await prepareSessionRevocation(ctx, { code, day })
  if (prepared.ok) throw redirect(paths.batch(prepared.batchId))
  if (prepared.reason === 'unknown') throw new Response(null, { status: 404 })
  const problem = t(`new.problem.${prepared.reason}`)
  return data<AnsweredBatch>(
    { form: 'session', problem, fileName: '', pasted: '', attests: false, code, day },
    { status: 400 },
  )
}

async function issueChosen(ctx: SignedInContext, form: FormData): Promise<never> {
  const search = String(form.get('q') ?? '').slice(0, 80)
  const isAll = form.get('scope') === 'all'
  const prepared = await prepareIssue(
    ctx,
    isAll ? { all: true, search } : { enrolmentIds: form.getAll('enrolment').map(String) },
  )
  if (prepared.ok) throw redirect(paths.batch(prepared.batchId))
  if (prepared.reason === 'unknown') throw new Response(null, { status: 404 })
  throw redirect(paths.decisions({ q: search, problem: prepared.reason }))
}

export default function NewBatchPage() {
  const { kind } = useLoaderData<typeof loader>()
  const answered = useActionData<AnsweredBatch>()
  const { t } = useTranslation('batches')
  const other = kind === 'import' ? 'revoke' : 'import'
  return (
    <div className="grid grid-cols-1 gap-5">
      <Link to={paths.batches()} className="inline-flex min-h-11 items-center text-s text-accent underline">
        {t('back')}
      </Link>
      <div className="grid gap-1">
        <Lede>{t(`new.lede.${kind}`)}</Lede>
        <Link
          to={paths.newBatch({ kind: other })}
          className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
        >
          {t(`new.other.${kind}`)}
        </Link>
      </div>
      <BatchForm kind={kind} answered={answered ?? null} />
    </div>
  )
}
