import { useTranslation } from 'react-i18next'
import { toLocalField } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Card, Section } from '#app/ui/surface.tsx'

export type TakeValues = { place: string; time: string }
export type TakeProblem = 'place-missing' | 'place-long' | 'time-missing' | 'time-past'

type TakeFormProps = {
  assessmentId: string
  /** The instant that the time field starts with. */
  suggestedAt: string
  zone: string
  values?: TakeValues | undefined
  problems?: { place?: TakeProblem | undefined; time?: TakeProblem | undefined } | undefined
}

/** Place and time of the appointment, with what taking it means. */
export function TakeForm({ assessmentId, suggestedAt, zone, values, problems = {} }: TakeFormProps) {
  const { t } = useTranslation('practicals')
  return (
    <Section title={t('take.heading')}>
      <Card>
        <form method="post" action={paths.takeAssessment(assessmentId)} className="grid gap-4 md:grid-cols-2">
          <TextField
            name="place"
            label={t('take.place')}
            help={t('take.placeHelp')}
            defaultValue={values?.place ?? ''}
            maxLength={160}
            required
            errors={problems.place ? [t(`problem.${problems.place}`)] : undefined}
          />
          <TextField
            name="time"
            type="datetime-local"
            label={t('take.time')}
            help={t('take.timeHelp')}
            defaultValue={values?.time ?? toLocalField(suggestedAt, zone)}
            required
            errors={problems.time ? [t(`problem.${problems.time}`)] : undefined}
          />
          <div className="md:col-span-2">
            <p className="mb-3 text-s text-ink-2">{t('take.effect')}</p>
            <Button>{t('take.submit')}</Button>
          </div>
        </form>
      </Card>
    </Section>
  )
}
