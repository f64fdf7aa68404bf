import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'

type SearchFormProps = {
  /** The address of the list; what is looked for becomes its `q`. */
  action: string
  label: string
  search: string
  placeholder?: string
  className?: string
}

/** Narrows a list to what matches one line of text; works without scripts. */
export function SearchForm({ action, label, search, placeholder, className }: SearchFormProps) {
  const { t } = useTranslation('common')
  return (
    <search>
      <form method="get" action={action} className={clsx('flex max-w-[32rem] items-end gap-2', className)}>
        <TextField
          type="search"
          name="q"
          label={label}
          defaultValue={search}
          placeholder={placeholder}
          className="min-w-0 flex-1"
        />
        <Button look="quiet">{t('search')}</Button>
      </form>
    </search>
  )
}
