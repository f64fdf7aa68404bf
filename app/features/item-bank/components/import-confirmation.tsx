import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'

/** The one thing to do about a file that was read: bring it in as it is shown, or leave it. */
export function ImportConfirmation({ course, id, writes }: { course: string; id: string; writes: number }) {
  const { t } = useTranslation('items')
  return (
    <div className="flex flex-wrap items-center gap-3">
      {writes > 0 ? (
        <form method="post" action={paths.confirmItemImport(course, id)}>
          <Button>{t('result.confirm', { count: writes })}</Button>
        </form>
      ) : (
        <p className="text-s text-ink-2">{t('result.nothingToDo')}</p>
      )}
      <form method="post" action={paths.discardItemImport(course, id)}>
        <Button look="quiet">{t('result.discard')}</Button>
      </form>
    </div>
  )
}
