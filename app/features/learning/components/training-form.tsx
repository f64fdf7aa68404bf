import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField, TextField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'

type Problem = 'unknown-person' | 'own' | 'unknown-course' | 'recorded-already'

type Props = {
  courses: readonly { code: string; title: string }[]
  /** What was sent and refused last, and why. */
  refused: { problem: Problem; values: { staffCode: string; courseCode: string } } | null
}

/** Says that one teaches a person a course. */
export function TrainingForm({ courses, refused }: Props) {
  const { t } = useTranslation('learning')
  const isAboutCourse = refused?.problem === 'unknown-course'
  const words = refused ? [t(`training.problem.${refused.problem}`)] : undefined
  return (
    <Card>
      <form method="post" action={paths.training()} className="grid gap-4">
        {refused ? <FormProblem>{t('training.problem.summary')}</FormProblem> : null}
        <p className="max-w-[42em] text-s text-ink-2">{t('training.recordHelp')}</p>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <TextField
            name="staffCode"
            label={t('training.staffCode')}
            help={t('training.staffCodeHelp')}
            required
            autoComplete="off"
            defaultValue={refused?.values.staffCode}
            errors={isAboutCourse ? undefined : words}
          />
          <SelectField
            name="courseCode"
            label={t('training.course')}
            required
            defaultValue={refused?.values.courseCode ?? ''}
            errors={isAboutCourse ? words : undefined}
          >
            <option value="">{t('training.chooseCourse')}</option>
            {courses.map(({ code, title }) => (
              <option key={code} value={code}>
                {code} {title}
              </option>
            ))}
          </SelectField>
        </div>
        <Button className="justify-self-start">{t('training.submit')}</Button>
      </form>
    </Card>
  )
}
