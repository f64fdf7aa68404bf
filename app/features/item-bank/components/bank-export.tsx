import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Download } from '#app/ui/icons.tsx'
import { exportFormats } from '../interchange/neutral-item.ts'

/** The way out, in each format. */
export function BankExport({ course }: { course: string }) {
  const { t } = useTranslation('items')
  return (
    <div className="grid gap-2">
      <p className="max-w-[44rem] text-s text-ink-2">{t('export.text')}</p>
      <ul className="flex flex-wrap gap-x-5">
        {exportFormats.map((format) => (
          <li key={format}>
            <a
              href={paths.exportBank(course, format)}
              className="inline-flex min-h-11 items-center gap-1.5 text-s font-semibold text-accent"
            >
              <Download aria-hidden size={16} />
              {t(`export.format.${format}`)}
            </a>
          </li>
        ))}
      </ul>
      <p className="max-w-[44rem] text-xs text-ink-3">{t('export.losses')}</p>
    </div>
  )
}
