import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextAreaField, TextField } from '#app/ui/field.tsx'
import { Card, FactList, Lede, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { CredentialFile } from '../read-credential-file.server.ts'
import { DecisionObstacles } from './decision-obstacles.tsx'
import { StatusTag } from './status-tag.tsx'

type Props = {
  file: CredentialFile
  days: { asOf: string; knownOn: string }
  /** What has just been done. */
  notice: ReactNode
  /** The reason typed for dropping what is proposed, where it was too short; null otherwise. */
  dropProblem: string | null
}

/** One credential for those who answer for it: what it is now, its whole life, and what may be done to it. */
export function CredentialFilePage({ file, days, notice, dropProblem }: Props) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats(file.type.zone)
  const { reading, holder, type } = file
  const status = reading ? t(`common:status.${reading.status}`) : t('life.unknownThen')
  return (
    <div className="grid grid-cols-1 gap-6">
      <Link
        to={paths.credentials()}
        className="inline-flex min-h-11 items-center text-s text-accent underline"
      >
        {t('life.back')}
      </Link>
      <Lede>
        {file.isNow
          ? t('life.lede', { type: type.code, name: holder.name, status })
          : t('life.ledeThen', { type: type.code, name: holder.name, status, at: formats.moment(file.asOf) })}
      </Lede>
      {notice}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Facts file={file} />
        <Acts file={file} dropProblem={dropProblem} />
      </div>
      <Timeline file={file} />
      <TimeForm file={file} days={days} />
    </div>
  )
}

function Facts({ file }: { file: CredentialFile }) {
  const { t } = useTranslation(['credentials', 'common'])
  const formats = useFormats(file.type.zone)
  const { reading, holder, type } = file
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {reading ? (
          <StatusTag status={reading.status} grantsWork={reading.grantsWork} />
        ) : (
          <Tag tone="neutral">{t('life.unknownThen')}</Tag>
        )}
        {reading?.since ? (
          <span className="text-xs text-ink-3">{t('life.since', { day: formats.day(reading.since) })}</span>
        ) : null}
        {reading?.until ? (
          <span className="text-xs text-ink-3">{t('life.until', { day: formats.day(reading.until) })}</span>
        ) : null}
      </div>
      <FactList
        facts={[
          {
            key: 'holder',
            term: t('life.holder'),
            value: (
              <>
                {holder.name}{' '}
                {holder.otherName ? <span className="text-ink-2">{holder.otherName}</span> : null}{' '}
                <span className="font-mono text-xs text-ink-3">{holder.code}</span>
              </>
            ),
          },
          {
            key: 'places',
            term: t('life.places'),
            value:
              holder.places.length === 0
                ? t('common:none')
                : formats.list(holder.places.map(({ code, name }) => `${code} ${name}`)),
          },
          {
            key: 'type',
            term: t('life.type'),
            value: `${type.code} ${type.name} · ${type.brand}`,
          },
          {
            key: 'number',
            term: t('life.number'),
            value: (
              <Link
                to={paths.publicCredential(file.publicSlug)}
                className="font-mono text-xs break-all text-accent underline underline-offset-2"
              >
                {file.number}
              </Link>
            ),
          },
          {
            key: 'valid',
            term: t('life.valid'),
            value: t('life.period', {
              from: formats.day(file.validFrom),
              to: formats.lastDay(file.validUntil),
            }),
          },
          { key: 'scope', term: t('life.scope'), value: <Scope file={file} /> },
          ...(file.supersedes
            ? [{ key: 'supersedes', term: t('life.supersedes'), value: file.supersedes }]
            : []),
          ...(file.successor
            ? [
                {
                  key: 'successor',
                  term: t('life.successor'),
                  value: (
                    <Link
                      to={paths.credential(file.successor.id)}
                      className="font-mono text-xs break-all text-accent underline underline-offset-2"
                    >
                      {file.successor.number}
                    </Link>
                  ),
                },
              ]
            : []),
          ...(file.isTakenOver
            ? [{ key: 'evidence', term: t('life.evidence'), value: t('life.takenOver') }]
            : []),
          ...(file.enrolmentId
            ? [
                {
                  key: 'evidence',
                  term: t('life.evidence'),
                  value: (
                    <Link
                      to={paths.evidence(file.enrolmentId)}
                      className="text-accent underline underline-offset-2"
                    >
                      {t('life.toEvidence')}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

function Scope({ file }: { file: CredentialFile }) {
  const { t } = useTranslation('credentials')
  const { reading, type } = file
  const { grants, endorsements } = reading?.scope ?? type
  if (grants.length === 0 && endorsements.length === 0) return t('life.scopeNone')
  return (
    <ul>
      {grants.map(({ category, level }) => (
        <li key={category}>{t('life.grant', { category: nameOf(file, category), level })}</li>
      ))}
      {endorsements.map((code) => (
        <li key={code}>{t('life.endorsement', { code })}</li>
      ))}
    </ul>
  )
}

/** A category's name in the language of the page; its code where it has none. */
export function nameOf({ categories }: Pick<CredentialFile, 'categories'>, code: string): string {
  return categories.find((one) => one.code === code)?.name ?? code
}

function Acts({ file, dropProblem }: Pick<Props, 'file' | 'dropProblem'>) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  const { acts, proposal, conflicts } = file
  if (conflicts.length > 0) return <DecisionObstacles conflicts={conflicts} obstacles={[]} />
  if (acts.length === 0 && !proposal) return null
  return (
    <Section title={t('act.title')}>
      {proposal ? (
        <div className="mb-3 rounded-2 bg-warn-soft px-4 py-3 text-s">
          <p>
            {t(`act.${proposal.isOwn ? 'proposedByYou' : 'proposed'}.${proposal.name}`, {
              name: proposal.by,
              day: formats.day(proposal.at),
              reason: proposal.reason,
              from: proposal.correction ? formats.day(proposal.correction.validFrom) : '',
              until: proposal.correction ? formats.lastDay(proposal.correction.validUntil) : '',
            })}
          </p>
          <DropProposal file={file} problem={dropProblem} />
        </div>
      ) : null}
      <ul className="grid gap-2">
        {acts.map((name) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0 flex-1 text-s text-ink-2">{t(`act.about.${name}`)}</span>
            <ButtonLink look="quiet" size="small" to={paths.credentialAct(file.id, name)}>
              {proposal && proposal.name === name && !proposal.isOwn
                ? t(`act.confirm.${proposal.name}`)
                : t(`act.name.${name}`)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Takes back what waits for a second officer; folded away. Opens without JavaScript. */
function DropProposal({ file, problem }: { file: CredentialFile; problem: string | null }) {
  const { t } = useTranslation('credentials')
  return (
    <details open={problem !== null} className="mt-1">
      <summary className="inline-flex min-h-11 items-center font-semibold text-accent">
        {t('act.drop.summary')}
      </summary>
      <form
        method="post"
        action={paths.dropProposal(file.id)}
        className="grid justify-items-start gap-3 pb-1"
      >
        <TextAreaField
          name="reason"
          label={t('file.reason')}
          defaultValue={problem ?? ''}
          errors={problem === null ? undefined : [t('file.problem.reason-missing')]}
          maxLength={2000}
          required
          className="w-full"
        />
        <Button look="quiet" size="small">
          {t('act.drop.submit')}
        </Button>
      </form>
    </details>
  )
}

function Timeline({ file }: { file: CredentialFile }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats(file.type.zone)
  return (
    <Section title={t('life.timeline')}>
      <ol className="grid gap-3 border-l-2 border-line pl-4">
        {file.events.map((event) => (
          <li key={event.id}>
            <p className="text-s font-semibold">
              {t(`life.event.${event.kind}`)} · {formats.weekday(event.effectiveAt)}
              {event.untilAt ? ` – ${formats.lastDay(event.untilAt)}` : ''}
            </p>
            {event.grants ? (
              <p className="text-s">
                {t('life.remains', {
                  list: formats.list(
                    event.grants.map(({ category, level }) =>
                      t('life.grant', { category: nameOf(file, category), level }),
                    ),
                  ),
                })}
              </p>
            ) : null}
            {event.corrected ? (
              <p className="text-s">
                {t('life.correctedTo', {
                  from: formats.day(event.corrected.validFrom),
                  to: formats.lastDay(event.corrected.validUntil),
                })}
              </p>
            ) : null}
            {event.takenOver ? (
              <p className="text-s">
                {event.takenOver.oldNumber
                  ? t('life.takenOverAs', { number: event.takenOver.oldNumber })
                  : t('life.takenOver')}
              </p>
            ) : null}
            {event.reason ? <p className="text-s text-ink-2">{event.reason}</p> : null}
            {event.liftCondition ? (
              <p className="text-s text-ink-2">{t('life.liftCondition', { text: event.liftCondition })}</p>
            ) : null}
            <p className="text-xs text-ink-3">
              {event.actor
                ? t('life.recordedBy', {
                    name: event.actor.name,
                    code: event.actor.code,
                    at: formats.moment(event.recordedAt),
                  })
                : t('life.recorded', { at: formats.moment(event.recordedAt) })}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function TimeForm({ file, days }: { file: CredentialFile; days: Props['days'] }) {
  const { t } = useTranslation('credentials')
  return (
    <Section title={t('life.look')}>
      <form
        method="get"
        action={paths.credential(file.id)}
        className="grid max-w-[34rem] items-start gap-4 sm:grid-cols-2"
      >
        <TextField
          type="date"
          name="asOf"
          label={t('life.asOf')}
          help={t('life.asOfHelp')}
          defaultValue={days.asOf}
        />
        <TextField
          type="date"
          name="knownOn"
          label={t('life.knownOn')}
          help={t('life.knownOnHelp')}
          defaultValue={days.knownOn}
        />
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <Button look="quiet">{t('life.lookThen')}</Button>
          {file.isNow ? null : (
            <ButtonLink look="quiet" to={paths.credential(file.id)}>
              {t('life.lookNow')}
            </ButtonLink>
          )}
        </div>
      </form>
    </Section>
  )
}
