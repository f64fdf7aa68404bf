import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { Ladder } from '#app/ui/ladder.tsx'
import { Card, FactList } from '#app/ui/surface.tsx'
import { ToneIcon } from '#app/ui/verdict.tsx'
import type { PublicCredential, PublicScope } from '../read-public-credential.server.ts'
import { BadgeLinks } from './badge-links.tsx'
import { toneOfStatus } from './status-tag.tsx'

const textClass = { allow: 'text-allow', warn: 'text-warn', deny: 'text-deny' }

/** One credential as everybody may see it: whether it counts today, for exactly what, and nothing more of the person than a masked name. */
export function PublicCredentialPage({ credential }: { credential: PublicCredential }) {
  const { t } = useTranslation(['public', 'common'])
  const formats = useFormats(credential.zone)
  const [first, ...more] = credential.scopes
  return (
    <div className="mx-auto grid max-w-[34rem] gap-5">
      <Verdict credential={credential} />
      <Card>
        <div className="flex items-start justify-between gap-4 border-b border-line pb-3">
          <div className="min-w-0">
            <p className="text-m font-semibold">{credential.holder}</p>
            <p className="text-s">
              <b>{credential.typeCode}</b> {credential.name}
            </p>
            <p className="mt-1 font-mono text-xs break-all">{credential.number}</p>
          </div>
          {first && more.length === 0 ? <ScopeLadder scope={first} status={credential.status} /> : null}
        </div>
        <div className="pt-3">
          <FactList
            facts={[
              ...credential.scopes.flatMap((scope) => scopeFacts(scope, credential, t)),
              ...(credential.kind === 'ENDORSEMENT'
                ? [{ key: 'endorsement', term: t('credential.may'), value: t('credential.endorsement') }]
                : []),
              {
                key: 'valid',
                term: t('credential.valid'),
                value: t('credential.period', {
                  from: formats.day(credential.validFrom),
                  to: formats.lastDay(credential.validUntil),
                }),
              },
              { key: 'issuer', term: t('credential.issuer'), value: credential.issuer },
              ...(credential.isTakenOver
                ? [{ key: 'evidence', term: t('credential.evidence'), value: t('credential.takenOver') }]
                : []),
            ]}
          />
        </div>
        {more.length > 0 ? (
          <ul className="mt-4 grid grid-cols-3 gap-3 border-t border-line pt-4">
            {credential.scopes.map((scope) => (
              <li key={scope.category} className="text-xs">
                <ScopeLadder scope={scope} status={credential.status} />
                <span className="mt-1 block">{scope.category}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </Card>
      <p className="text-s text-ink-2">{t('credential.quote')}</p>
      <BadgeLinks slug={credential.publicSlug} />
    </div>
  )
}

function Verdict({ credential }: { credential: PublicCredential }) {
  const { t } = useTranslation(['public', 'common'])
  const formats = useFormats(credential.zone)
  const { status, isValid, since, completeness } = credential
  const tone = toneOfStatus(status, isValid)
  // A plain yes needs no second word; everything else says what it is and since when.
  const facts = [
    status === 'ACTIVE' ? '' : t(`common:status.${status}`),
    !isValid && since && status !== 'NOT_YET_VALID' ? t('credential.since', { day: formats.day(since) }) : '',
    completeness === 'INCOMPLETE' ? t('credential.incomplete') : '',
  ].filter(Boolean)
  return (
    <header className="flex items-start gap-3">
      <span className={`mt-1 ${textClass[tone]}`}>
        <ToneIcon tone={tone} size={30} />
      </span>
      <div>
        <h1 className={`text-l font-bold ${textClass[tone]}`}>
          {isValid ? t('credential.validToday') : t('credential.notValidToday')}
        </h1>
        {facts.length > 0 ? <p className="text-s font-semibold">{facts.join(' · ')}</p> : null}
        <p className="text-s text-ink-3">
          {t('credential.checked', { at: formats.moment(credential.checkedAt), zone: credential.zone })}
        </p>
      </div>
    </header>
  )
}

type Translate = ReturnType<typeof useTranslation<['public', 'common']>>['t']

/** What may and what may not be done in a category. What does not count now is no permission, so it is said as what was printed. */
function scopeFacts(scope: PublicScope, { isValid, issuer }: PublicCredential, t: Translate) {
  const named = { category: scope.category, brand: issuer, label: scope.label }
  const counts = isValid && scope.isCarried
  return [
    {
      key: `may-${scope.category}`,
      term: counts ? t('credential.may') : t('credential.printed'),
      value: (
        <>
          {t('credential.upTo', named)}
          {counts ? null : <b className="block text-deny">{t('credential.notNow')}</b>}
          <Rungs rungs={scope.may} />
        </>
      ),
    },
    ...(scope.mayNot.length > 0
      ? [
          {
            key: `may-not-${scope.category}`,
            term: t('credential.mayNot'),
            value: <Rungs rungs={scope.mayNot} />,
          },
        ]
      : []),
  ]
}

function Rungs({ rungs }: { rungs: PublicScope['may'] }) {
  return (
    <ul>
      {rungs.map(({ label, text }) => (
        <li key={label}>
          <b>{label}</b> {text}
        </li>
      ))}
    </ul>
  )
}

function ScopeLadder({ scope, status }: { scope: PublicScope; status: PublicCredential['status'] }) {
  return (
    <Ladder
      rungs={scope.rungs}
      held={scope.held}
      showNext={false}
      mark={status === 'SUSPENDED' ? 'suspended' : undefined}
      category={scope.category}
    />
  )
}
