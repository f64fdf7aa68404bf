import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { BrandKeys } from '../read-keys-page.server.ts'

export type KeysProblem = 'reason-missing' | 'changed'

type Props = {
  brand: BrandKeys
  /** What was sent for this brand and refused last, and why. */
  refused: { problem: KeysProblem; reason: string } | null
}

/** The keys of a brand, and the form that gives it new ones. */
export function BrandKeysCard({ brand, refused }: Props) {
  const { t } = useTranslation('admin')
  const formats = useFormats()
  return (
    <Card className="grid gap-4">
      <div>
        <h2 className="font-semibold">
          {brand.code} <span className="font-normal">{brand.name}</span>
        </h2>
        <p className="mt-1 font-mono text-xs break-all">{brand.did}</p>
      </div>
      {brand.keys.length === 0 ? (
        <p className="text-s text-ink-2">{t('keys.none')}</p>
      ) : (
        <ul className="grid gap-2">
          {brand.keys.map((key) => (
            <li key={key.id} className="text-s">
              <Tag tone={key.retiredAt ? 'neutral' : 'allow'}>
                {key.retiredAt ? t('keys.retired') : t('keys.current')}
              </Tag>{' '}
              <b>{key.algorithm}</b>{' '}
              {key.retiredAt
                ? t('keys.span', { from: formats.moment(key.createdAt), to: formats.moment(key.retiredAt) })
                : t('keys.since', { from: formats.moment(key.createdAt) })}
              <span className="block font-mono text-xs break-all text-ink-3">{key.id}</span>
            </li>
          ))}
        </ul>
      )}
      <details open={refused !== null}>
        <summary className="flex min-h-11 items-center font-semibold text-accent">{t('keys.rotate')}</summary>
        <form method="post" action={paths.signingKeys()} className="mt-2 grid gap-4">
          {refused ? <FormProblem>{t(`keys.problem.${refused.problem}`)}</FormProblem> : null}
          <p className="max-w-[42em] text-s text-ink-2">{t('keys.rotateEffect')}</p>
          <input type="hidden" name="brand" value={brand.code} />
          <TextField
            id={`reason-${brand.code}`}
            name="reason"
            label={t('keys.reason')}
            help={t('keys.reasonHelp')}
            defaultValue={refused?.reason}
            autoComplete="off"
            required
            minLength={10}
            maxLength={300}
            errors={refused?.problem === 'reason-missing' ? [t('keys.problem.reason-missing')] : undefined}
          />
          <Button look="danger" className="justify-self-start">
            {t('keys.rotateSubmit', { brand: brand.code })}
          </Button>
        </form>
      </details>
    </Card>
  )
}
