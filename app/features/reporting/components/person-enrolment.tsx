import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, SelectField } from '#app/ui/field.tsx'
import { Card, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { EnrolmentOption, TeamPersonPage } from '../read-team-person.server.ts'

/** What came of the last enrolment, as the address says it. */
export type EnrolmentNotice = { problem: string | null; chosen: string | null; enrolled: string | null }

const knownProblems = ['missing', 'enrolled-already', 'held-already', 'revoked-recently'] as const

type PersonEnrolmentProps = {
  personCode: string
  options: TeamPersonPage['options']
  notice: EnrolmentNotice
}

/** Enrols the person for a credential: renewals first. Says what happens next, works without JavaScript. */
export function PersonEnrolment({ personCode, options, notice }: PersonEnrolmentProps) {
  const { t } = useTranslation('team')
  const isFirstRenewal = options[0]?.isRenewal === true
  const chosen = options.some((one) => keyOf(one) === notice.chosen) ? notice.chosen : null
  const initial = chosen ?? (isFirstRenewal && options[0] ? keyOf(options[0]) : '')
  const problem =
    notice.problem === null ? null : (knownProblems.find((one) => one === notice.problem) ?? 'other')
  // The code comes from the address: repeated only where it looks like one.
  const type = /^[\w-]{1,20}\/([A-Z0-9-]{1,20})$/.exec(notice.chosen ?? '')?.[1] ?? ''
  const text = problem === null ? null : t(`enrol.problem.${problem}`, { type })
  return (
    <div id="enrol">
      <Section title={t('enrol.title')}>
        <Card className="grid gap-3">
          {notice.enrolled ? (
            <p role="status">
              <Tag tone="allow">{t('enrol.done', { type: notice.enrolled })}</Tag>
            </p>
          ) : null}
          {text ? <FormProblem>{text}</FormProblem> : null}
          {options.length === 0 ? (
            <p className="text-s text-ink-2">{t('enrol.nothing')}</p>
          ) : (
            <form
              method="post"
              action={paths.enrolTeamPerson(personCode)}
              className="grid max-w-[34rem] gap-3"
            >
              <SelectField
                name="credential"
                label={t('enrol.field')}
                help={t('enrol.help')}
                errors={text ? [text] : undefined}
                defaultValue={initial}
                required
              >
                <option value="">{t('enrol.choose')}</option>
                <Options label={t('enrol.renewals')} options={options.filter(({ isRenewal }) => isRenewal)} />
                <Options label={t('enrol.next')} options={options.filter(({ isRenewal }) => !isRenewal)} />
              </SelectField>
              <Button className="justify-self-start">{t('enrol.submit')}</Button>
            </form>
          )}
        </Card>
      </Section>
    </div>
  )
}

function Options({ label, options }: { label: string; options: readonly EnrolmentOption[] }) {
  const { language } = useFormats()
  if (options.length === 0) return null
  return (
    <optgroup label={label}>
      {options.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {one.typeCode} {inLanguage(one.name, language)} · {inLanguage(one.brandName, language)}
        </option>
      ))}
    </optgroup>
  )
}

function keyOf({ brandCode, typeCode }: EnrolmentOption): string {
  return `${brandCode}/${typeCode}`
}
