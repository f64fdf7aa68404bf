import { useTranslation } from 'react-i18next'

/** The secret of a key that has just been made: shown here, once, and nowhere else. */
export function NewSecret({ name, secret }: { name: string; secret: string }) {
  const { t } = useTranslation('keys')
  return (
    <div role="status" className="grid gap-2 rounded-2 bg-allow-soft px-4 py-3">
      <p className="text-s font-semibold text-allow">{t('made', { name })}</p>
      <code className="rounded-2 border border-line bg-surface px-3 py-2.5 font-mono text-s break-all text-ink select-all">
        {secret}
      </code>
      <p className="text-s text-ink">{t('madeNote')}</p>
    </div>
  )
}
