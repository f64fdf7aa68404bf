import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import type { WatchAct } from '../watch-attempts.server.ts'

export type WatchActKind = WatchAct['kind']

export type WatchValues = { act: string; minutes: string; reason: string }

type WatchFormProps = {
  sessionId: string
  /** One attempt, or everybody who sits in the session. */
  attemptId: string | 'all'
  acts: readonly WatchActKind[]
  values: WatchValues | null
  problem: string | null
}

/** Does something to one running attempt or to all of a session; everything it needs is one form, so that it works without JavaScript. */
export function WatchForm({ sessionId, attemptId, acts, values, problem }: WatchFormProps) {
  const { t } = useTranslation('invigilation')
  const at = (name: string) => `${name}-${attemptId}`
  const isAbout = (kinds: readonly string[]) => problem !== null && kinds.includes(problem)
  return (
    <form
      method="post"
      action={paths.examSession(sessionId)}
      className="grid items-start gap-3 md:grid-cols-2"
    >
      <input type="hidden" name="attempt" value={attemptId} />
      <SelectField
        id={at('act')}
        name="act"
        label={t('watch.act')}
        defaultValue={values?.act ?? acts[0]}
        errors={isAbout(['act', 'one-at-a-time']) ? [t(`watch.problem.${problem as 'act'}`)] : undefined}
      >
        {acts.map((act) => (
          <option key={act} value={act}>
            {t(`watch.acts.${act}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        id={at('minutes')}
        name="minutes"
        label={t('watch.minutes')}
        help={t('watch.minutesHelp')}
        inputMode="numeric"
        maxLength={3}
        defaultValue={values?.minutes ?? ''}
        errors={isAbout(['minutes']) ? [t('watch.problem.minutes')] : undefined}
      />
      <TextField
        id={at('reason')}
        name="reason"
        label={t('watch.reason')}
        help={t('watch.reasonHelp')}
        maxLength={600}
        className="md:col-span-2"
        defaultValue={values?.reason ?? ''}
        errors={
          isAbout(['reason-missing', 'reason-long'])
            ? [t(`watch.problem.${problem as 'reason-missing'}`)]
            : undefined
        }
      />
      <div className="md:col-span-2">
        <Button look="quiet">{t('watch.submit')}</Button>
      </div>
    </form>
  )
}
