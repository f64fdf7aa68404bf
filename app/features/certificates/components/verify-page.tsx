import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'
import { ToneIcon } from '#app/ui/verdict.tsx'

export type VerifyResult =
  | { kind: 'altered'; slug: string; number: string }
  | { kind: 'unknown' | 'no-file' | 'too-large' }
  | null

/** One field for a file, and what came of the one before. A file that was issued is answered with its credential instead. */
export function VerifyPage({ result }: { result: VerifyResult }) {
  const { t } = useTranslation('public')
  const isFault = result?.kind === 'no-file' || result?.kind === 'too-large'
  return (
    <div className="mx-auto grid max-w-[34rem] gap-6">
      {result && !isFault ? <Finding result={result} /> : <Lede>{t('verify.lede')}</Lede>}
      <Card>
        <VerifyForm
          problem={isFault ? t(`verify.problem.${result.kind as 'no-file' | 'too-large'}`) : null}
        />
      </Card>
      <p className="text-s text-ink-2">{t('verify.other')}</p>
      <div>
        <ButtonLink look="quiet" to={paths.register()}>
          {t('register.title')}
        </ButtonLink>
      </div>
    </div>
  )
}

/** The form alone, for a page that shows a result of its own. */
export function VerifyForm({ problem }: { problem: string | null }) {
  const { t } = useTranslation('public')
  return (
    <form method="post" action={paths.verify()} encType="multipart/form-data" className="grid gap-4">
      {problem ? <FormProblem>{problem}</FormProblem> : null}
      <TextField
        type="file"
        name="file"
        label={t('verify.file')}
        help={t('verify.fileHelp')}
        errors={problem ? [problem] : undefined}
        accept=".pdf,application/pdf"
        required
        style={{ paddingBlock: '0.5rem' }}
      />
      <Button className="justify-self-start">{t('verify.submit')}</Button>
    </form>
  )
}

function Finding({ result }: { result: NonNullable<VerifyResult> }) {
  const { t } = useTranslation('public')
  return (
    <header className="flex items-start gap-3">
      <span className="mt-1 text-deny">
        <ToneIcon tone="deny" size={30} />
      </span>
      <div>
        <h1 className="text-l font-bold text-deny">
          {result.kind === 'altered' ? t('verify.altered') : t('verify.unknown')}
        </h1>
        <p className="text-s text-ink-2">
          {result.kind === 'altered'
            ? t('verify.alteredText', { number: result.number })
            : t('verify.unknownText')}
        </p>
        {result.kind === 'altered' ? (
          <p className="mt-2">
            <ButtonLink look="quiet" size="small" to={paths.publicCredential(result.slug)} reloadDocument>
              {t('verify.toCredential')}
            </ButtonLink>
          </p>
        ) : null}
      </div>
    </header>
  )
}
