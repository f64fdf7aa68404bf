import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TextAreaField } from '#app/ui/field.tsx'
import { Card, Section } from '#app/ui/surface.tsx'
import type { DecisionFile } from '../read-decisions.server.ts'

type DecisionFormsProps = {
  file: DecisionFile
  /** What was typed and which form it was, when a decision comes back with something to correct. */
  answered?: { form: 'issue' | 'refuse'; reason: string; isReasonMissing: boolean } | undefined
}

/** Issue or refuse, each with its effect said before it happens and the reason that is recorded. */
export function DecisionForms({ file, answered }: DecisionFormsProps) {
  const { t } = useTranslation('credentials')
  const errorOf = (form: 'issue' | 'refuse') =>
    answered?.form === form && answered.isReasonMissing ? [t('file.problem.reason-missing')] : undefined
  const typedIn = (form: 'issue' | 'refuse') => (answered?.form === form ? answered.reason : '')
  const canIssue = file.obstacles.length === 0
  return (
    <Section title={t('file.decision')}>
      <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
        {canIssue ? (
          <Card>
            <form method="post" action={paths.issueCredential(file.enrolmentId)} className="grid gap-4">
              <Effect file={file} />
              <TextAreaField
                id="issue-reason"
                name="reason"
                label={t('file.reason')}
                help={t('file.reasonHelp')}
                defaultValue={typedIn('issue')}
                errors={errorOf('issue')}
                maxLength={2000}
                required
              />
              <div>
                <Button>{t('file.issue', { type: file.type.code })}</Button>
              </div>
            </form>
          </Card>
        ) : null}
        <Card>
          <form method="post" action={paths.refuseCredential(file.enrolmentId)} className="grid gap-4">
            <div>
              <h3 className="text-s font-semibold">{t('file.refuseHeading')}</h3>
              <p className="text-s text-ink-2">{t('file.effect.refuse', { name: file.candidate.name })}</p>
            </div>
            <TextAreaField
              id="refuse-reason"
              name="reason"
              label={t('file.reason')}
              help={t('file.reasonHelp')}
              defaultValue={typedIn('refuse')}
              errors={errorOf('refuse')}
              maxLength={2000}
              required
            />
            <div>
              <Button look="danger">{t('file.refuse')}</Button>
            </div>
          </form>
        </Card>
      </div>
    </Section>
  )
}

function Effect({ file }: { file: DecisionFile }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  const { effect, type, candidate } = file
  const { opens, supersedes, validFrom, validUntil } = effect
  return (
    <div className="text-s">
      <p className="font-semibold">
        {t('file.effect.issue', {
          type: type.code,
          name: candidate.name,
          from: formats.day(validFrom),
          to: validUntil ? formats.lastDay(validUntil) : '',
        })}
      </p>
      <p className="text-ink-2">
        {opens.length === 0
          ? t('file.effect.opensNone')
          : t('file.effect.opens', {
              count: opens.length,
              list: formats.list(opens.map(({ name }) => name)),
            })}
      </p>
      {supersedes ? (
        <p className="text-ink-2">{t('file.effect.supersedes', { number: supersedes })}</p>
      ) : null}
      {type.isTwoPerson ? <p className="text-ink-2">{t('file.effect.twoPerson')}</p> : null}
    </div>
  )
}
