import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { StepPath } from '#app/ui/step-path.tsx'
import type { CredentialPath, PathStep } from '../read-ladders.server.ts'

type CredentialPathStepsProps = {
  path: CredentialPath
  /** The page's one primary action is here. */
  isPrimary: boolean
}

/** The way to one credential as a dated line of steps, the next one with what to do about it, and the button that enrols. */
export function CredentialPathSteps({ path, isPrimary }: CredentialPathStepsProps) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats()
  const nowAt = path.steps.findIndex(({ state }) => state !== 'done')
  const isEnrolFirst = path.mayEnrol && path.isOpen
  return (
    <>
      <StepPath
        doneLabel={t('common:step.done')}
        steps={path.steps.map((step, index) => ({
          key: step.key,
          state: step.state === 'done' ? 'done' : index === nowAt ? 'now' : 'later',
          title: titleOf(step, inLanguage(step.title, formats.language)),
          detail: <StepDetail step={step} path={path} isLast={index === path.steps.length - 1} />,
          action:
            index === nowAt ? <StepAction step={step} isPrimary={isPrimary && !isEnrolFirst} /> : undefined,
        }))}
      />
      {isEnrolFirst ? (
        <form method="post" action={paths.ladderEnrol()} className="mt-4 border-t border-line pt-4">
          <input type="hidden" name="brand" value={path.brandCode} />
          <input type="hidden" name="type" value={path.typeCode} />
          <Button look={isPrimary ? 'primary' : 'quiet'}>
            {t('ladder.path.enrol', { type: path.typeCode })}
          </Button>
          <p className="mt-2 text-xs text-ink-3">{t('ladder.path.enrolNote')}</p>
        </form>
      ) : null}
    </>
  )
}

/** Courses are known by their codes, everything else by its words. */
function titleOf(step: PathStep, title: string): string {
  return step.kind === 'course' && step.code !== title ? `${step.code} ${title}` : title
}

function StepDetail({ step, path, isLast }: { step: PathStep; path: CredentialPath; isLast: boolean }) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats()
  const { appointment, earliest, hours, lacksSession, state } = step
  if (state === 'done') return <>{t('common:step.done')}</>
  if (state === 'unavailable') return <>{t('ladder.path.notOfferedStep')}</>
  if (appointment?.scheduledAt) {
    const place = inLanguage(appointment.place, formats.language)
    return <>{t('ladder.step.scheduled', { at: formats.moment(appointment.scheduledAt), place })}</>
  }
  if (appointment) return <>{t('ladder.step.requested', { day: formats.day(appointment.requestedAt) })}</>
  if (isLast && path.enrolment?.state === 'AWAITING_DECISION' && path.enrolment.awaitingSince) {
    return <>{t('ladder.path.awaiting', { day: formats.weekday(path.enrolment.awaitingSince) })}</>
  }
  const parts = [
    hours > 0 ? t('common:hours', { count: hours }) : '',
    earliest === null
      ? lacksSession
        ? t('ladder.step.noSession')
        : ''
      : t(isLast ? 'ladder.step.decisionEarliest' : 'ladder.step.earliest', {
          day: formats.weekday(earliest),
        }),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

function StepAction({ step, isPrimary }: { step: PathStep; isPrimary: boolean }) {
  const { t } = useTranslation('credentials')
  const look = isPrimary ? 'primary' : 'quiet'
  if (step.state === 'unavailable') return null
  if (step.kind === 'course') {
    return (
      <ButtonLink size="small" look={look} to={paths.course(step.code)}>
        {t('ladder.action.course')}
      </ButtonLink>
    )
  }
  if (step.kind === 'exam') {
    return (
      <ButtonLink size="small" look={look} to={paths.exam(step.code)}>
        {t('ladder.action.exam')}
      </ButtonLink>
    )
  }
  if (step.kind !== 'practical' || step.appointment) return null
  return (
    <form method="post" action={paths.requestPractical()}>
      <input type="hidden" name="practical" value={step.code} />
      <Button size="small" look={look}>
        {t('ladder.action.practical')}
      </Button>
    </form>
  )
}
