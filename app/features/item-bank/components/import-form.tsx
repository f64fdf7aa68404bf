import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField, TextField } from '#app/ui/field.tsx'
import { interchangeLimits } from '../interchange/interchange-limits.ts'

type Refused = { problem: string; fileName: string; language: string }

/** The way in: a file, and the language of texts that do not say theirs. A refused file is named, since browsers do not keep it. */
export function ImportForm({ course, refused }: { course: string; refused: Refused | null }) {
  const { t } = useTranslation('items')
  const size = interchangeLimits.fileBytes / 1024 / 1024
  const errors = refused
    ? [refused.problem, ...(refused.fileName === '' ? [] : [t('upload.chosen', { name: refused.fileName })])]
    : undefined
  return (
    <form
      method="post"
      action={paths.itemBank(course)}
      encType="multipart/form-data"
      className="grid max-w-[36rem] gap-4"
    >
      {refused ? <FormProblem>{t('upload.problem')}</FormProblem> : null}
      <TextField
        type="file"
        name="file"
        label={t('upload.file')}
        help={t('upload.fileHelp', { size })}
        errors={errors}
        accept=".zip,.xml,.gift,.txt,.csv,.xlsx"
        required
        style={{ paddingBlock: '0.5rem' }}
      />
      <SelectField
        name="language"
        label={t('upload.language')}
        help={t('upload.languageHelp')}
        defaultValue={refused?.language ?? 'auto'}
      >
        <option value="auto">{t('upload.languageAuto')}</option>
        <option value="en">{t('upload.languageEn')}</option>
        <option value="zh">{t('upload.languageZh')}</option>
      </SelectField>
      <div>
        <Button>{t('upload.submit')}</Button>
        <p className="mt-1 text-xs text-ink-3">{t('upload.submitHelp')}</p>
      </div>
    </form>
  )
}
