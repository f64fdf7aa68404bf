import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'

/** The signed badge of a credential, to be downloaded in each of its forms. */
export function BadgeLinks({ slug }: { slug: string }) {
  const { t } = useTranslation('common')
  const forms = [
    { form: 'png', name: t('badge.png') },
    { form: 'svg', name: t('badge.svg') },
    { form: 'json', name: t('badge.json') },
    { form: 'jwt', name: t('badge.jwt') },
  ]
  return (
    <details>
      <summary className="flex min-h-11 items-center text-s font-semibold text-accent">
        {t('badge.title')}
      </summary>
      <p className="text-s text-ink-2">{t('badge.what')}</p>
      <ul className="flex flex-wrap gap-x-5">
        {forms.map(({ form, name }) => (
          <li key={form}>
            <a
              href={paths.badge(slug, form)}
              download={`badge.${form}`}
              className="inline-flex min-h-11 items-center text-s font-semibold text-accent"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
