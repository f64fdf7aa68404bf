import { data, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { forAnyone } from '#app/access.server.ts'
import { VerifyForm, VerifyPage } from '#app/features/certificates/components/verify-page.tsx'
import { recogniseFile } from '#app/features/certificates/index.server.ts'
import { PublicCredentialPage } from '#app/features/credentials/components/public-credential-page.tsx'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { Section } from '#app/ui/surface.tsx'

/** A certificate is far smaller. */
const largestFile = 5 * 1024 * 1024

export const handle = { i18n: ['public'], scripts: false }

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${page.title} · Tiergate` : 'Tiergate' },
]

export const loader = forAnyone(async (ctx) => ({ title: i18nFor(ctx.language).t('public:verify.title') }))

/** Says of a file whether it is a certificate as it was issued; the file itself is not kept. */
export const action = forAnyone(async (ctx, { request }) => {
  const form = await request.formData()
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return data({ kind: 'no-file' as const }, { status: 400 })
  if (file.size > largestFile) return data({ kind: 'too-large' as const }, { status: 400 })
  return recogniseFile(ctx, new Uint8Array(await file.arrayBuffer()))
})

export default function VerifyRoute() {
  const result = useActionData<typeof action>()
  const { t } = useTranslation('public')
  if (result?.kind !== 'issued') return <VerifyPage result={result ?? null} />
  return (
    <div className="grid gap-6">
      <p className="mx-auto w-full max-w-[34rem] font-semibold">{t('verify.issued')}</p>
      <PublicCredentialPage credential={result.credential} />
      <div className="mx-auto w-full max-w-[34rem]">
        <Section title={t('verify.another')}>
          <VerifyForm problem={null} />
        </Section>
      </div>
    </div>
  )
}
