import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextField } from '#app/ui/field.tsx'
import { FactList } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { KeyState } from '../index.server.ts'
import { type ApiScope, scopeKey } from '../scopes.ts'

type Key = {
  id: string
  name: string
  beginning: string
  organisationCode: string
  scopes: readonly ApiScope[]
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  revokedAt: string | null
  revokedReason: string | null
  makerCode: string | null
  revokerCode: string | null
  state: KeyState
}

type Refused = { form: string; problem: string; values: Record<string, string> } | null

const toneOf: Record<KeyState, Tone> = { live: 'allow', expired: 'warn', revoked: 'neutral' }

/** The keys, each with what it may, when it was used last, and the way to end it. */
export function KeyList({ keys, refused }: { keys: readonly Key[]; refused: Refused }) {
  const { t } = useTranslation('keys')
  return (
    <ul className="divide-y divide-line rounded-3 border border-line bg-surface">
      {keys.map((key) => (
        <li key={key.id} className="grid gap-2 px-4 py-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">{key.name}</span>
            <Tag tone={toneOf[key.state]}>{t(`state.${key.state}`)}</Tag>
            <span className="font-mono text-xs text-ink-3">
              {key.beginning}… · {key.organisationCode}
            </span>
          </div>
          <KeyFacts apiKey={key} />
          {key.state === 'live' ? <RevokeForm apiKey={key} refused={refused} /> : null}
        </li>
      ))}
    </ul>
  )
}

function KeyFacts({ apiKey }: { apiKey: Key }) {
  const { t } = useTranslation('keys')
  const formats = useFormats()
  const { scopes, createdAt, expiresAt, lastUsedAt, revokedAt, revokedReason, makerCode, revokerCode } =
    apiKey
  return (
    <FactList
      facts={[
        {
          key: 'scopes',
          term: t('may'),
          value: formats.list(scopes.map((scope) => t(`scope.${scopeKey(scope)}`))),
        },
        {
          key: 'made',
          term: t('madeOn'),
          value: makerCode
            ? t('dayBy', { day: formats.day(createdAt), code: makerCode })
            : formats.day(createdAt),
        },
        { key: 'until', term: t('until'), value: expiresAt ? formats.moment(expiresAt) : t('noEnd') },
        { key: 'used', term: t('used'), value: lastUsedAt ? formats.moment(lastUsedAt) : t('never') },
        ...(revokedAt
          ? [
              {
                key: 'revoked',
                term: t('revokedOn'),
                value: t('revokedWhy', {
                  day: formats.day(revokedAt),
                  code: revokerCode ?? '',
                  reason: revokedReason ?? '',
                }),
              },
            ]
          : []),
      ]}
    />
  )
}

function RevokeForm({ apiKey, refused }: { apiKey: Key; refused: Refused }) {
  const { t } = useTranslation('keys')
  const form = `revoke-${apiKey.id}`
  const problem = refused?.form === form
  return (
    <details open={problem}>
      <summary className="inline-flex min-h-11 items-center text-s font-semibold text-accent">
        {t('revoke')}
        <span className="sr-only"> {apiKey.name}</span>
      </summary>
      <form id={form} method="post" action={paths.revokeApiKey(apiKey.id)} className="grid gap-4 pb-2">
        {problem ? <FormProblem>{t('problem.reason-missing')}</FormProblem> : null}
        <p className="text-s text-ink-2">{t('revokeEffect')}</p>
        <TextField
          id={`${form}-reason`}
          name="reason"
          label={t('reason')}
          help={t('reasonHelp')}
          defaultValue={problem ? refused?.values.reason : undefined}
          autoComplete="off"
          required
          minLength={5}
          maxLength={300}
          errors={problem ? [t('problem.reason-missing')] : undefined}
        />
        <Button look="danger" className="justify-self-start">
          {t('revokeSubmit')}
        </Button>
      </form>
    </details>
  )
}
