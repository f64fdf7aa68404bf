import type { MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forRoles, requireParam } from '#app/access.server.ts'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { BankExport } from '#app/features/item-bank/components/bank-export.tsx'
import { ImportForm } from '#app/features/item-bank/components/import-form.tsx'
import { ImportList } from '#app/features/item-bank/components/import-list.tsx'
import {
  findOwnBank,
  listImports,
  prepareImport,
  summariseBank,
} from '#app/features/item-bank/index.server.ts'
import { faultText } from '#app/features/item-bank/report-words.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { paths } from '#app/paths.ts'
import { Lede, Section } from '#app/ui/surface.tsx'

export const handle = { i18n: ['items'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.title ?? ''} · Tiergate` },
]

/** One bank: what is in it, the way in, the way out. */
export const loader = forRoles(['curriculum-author'], async (ctx, { params }) => {
  const course = await findOwnBank(ctx, requireParam(params, 'course'))
  if (!course) throw new Response(null, { status: 404 })
  const { active, drafts } = await summariseBank(ctx, course)
  return {
    title: i18nFor(ctx.language).t('items:bank.title', { course: course.code }),
    code: course.code,
    courseTitle: inLanguage(course.title, ctx.language),
    active,
    drafts,
    imports: await listImports(ctx, course.courseId),
  }
})

/** Reads an uploaded file and leads to what it would bring; nothing of the bank changes. */
export const action = forRoles(['curriculum-author'], async (ctx, { params, request }) => {
  const courseCode = requireParam(params, 'course')
  const form = await request.formData().catch(() => null)
  const file = form?.get('file')
  const given = form?.get('language')
  const language = given === 'en' || given === 'zh' ? given : null
  const t = i18nFor(ctx.language).getFixedT(ctx.language, 'items')
  const refused = (problem: string, fileName: string) =>
    data({ problem, fileName, language: language ?? 'auto' }, { status: 400 })
  if (!(await findOwnBank(ctx, courseCode))) throw new Response(null, { status: 404 })
  if (!(file instanceof File) || file.name === '') return refused(t('upload.noFile'), '')
  const fileName = file.name.slice(0, 120)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const outcome = await prepareImport(ctx, { courseCode, bytes, fileName, language })
  if (outcome.ok) throw redirect(paths.itemImport(courseCode, outcome.importId))
  if (outcome.reason === 'unknown') throw new Response(null, { status: 404 })
  return refused(faultText(t, outcome.fault), fileName)
})

export default function BankPage() {
  const { code, courseTitle, active, drafts, imports } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('items')
  return (
    <div className="grid grid-cols-1 gap-7">
      <div>
        <Lede>{t('bank.lede', { course: `${code} ${courseTitle}`, count: active })}</Lede>
        {drafts > 0 ? <p className="mt-1 text-s text-ink-2">{t('bank.drafts', { count: drafts })}</p> : null}
      </div>
      <Section title={t('upload.title')}>
        <ImportForm course={code} refused={refused ?? null} />
      </Section>
      <Section title={t('export.title')}>
        <BankExport course={code} />
      </Section>
      <Section title={t('imports.title')}>
        <ImportList course={code} imports={imports} />
      </Section>
      <Link
        to={paths.itemBanks()}
        className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
      >
        {t('bank.back')}
      </Link>
    </div>
  )
}
