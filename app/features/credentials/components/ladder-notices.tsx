import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { CircleMinus, TriangleAlert } from '#app/ui/icons.tsx'
import type { LadderView } from '../read-ladders.server.ts'

/** What the marks on the ladders mean for the person, and what to do about it; nothing where there is no such mark. */
export function LadderNotices({ ladders }: { ladders: readonly LadderView[] }) {
  const suspended = ladders.flatMap(({ suspension, category }) =>
    suspension ? [{ suspension, category }] : [],
  )
  return (
    <>
      {suspended.map(({ suspension, category }) => (
        <SuspensionNotice key={category.code} suspension={suspension} category={category} />
      ))}
      <LicenceNotice ladders={ladders} />
    </>
  )
}

type SuspensionNoticeProps = {
  suspension: NonNullable<LadderView['suspension']>
  category: LadderView['category']
}

function SuspensionNotice({ suspension: { grounds, until }, category }: SuspensionNoticeProps) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  const name = inLanguage(category.name, formats.language)
  return (
    <Notice
      icon={<CircleMinus aria-hidden size={20} />}
      title={
        until === null
          ? t('ladder.suspension.open', { category: name })
          : t('ladder.suspension.until', { category: name, day: formats.lastDay(until) })
      }
    >
      <p>{t('ladder.suspension.grounds', { grounds })}</p>
      <p>{t(until === null ? 'ladder.suspension.nextOpen' : 'ladder.suspension.next')}</p>
    </Notice>
  )
}

/** Each licence once, though several ladders may lack it. */
function LicenceNotice({ ladders }: { ladders: readonly LadderView[] }) {
  const { t } = useTranslation('credentials')
  const { language, list } = useFormats()
  const lines = ladders.flatMap(({ licenceGaps }) =>
    licenceGaps.map(({ licences, fault }) =>
      t(`ladder.licence.fault.${fault}`, {
        licence: list(licences.map((licence) => inLanguage(licence, language))),
      }),
    ),
  )
  const distinct = [...new Set(lines)]
  if (distinct.length === 0) return null
  return (
    <Notice
      icon={<TriangleAlert aria-hidden size={20} />}
      title={t('ladder.licence.title', { count: distinct.length })}
    >
      <ul className="grid gap-1">
        {distinct.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{t('ladder.licence.next')}</p>
    </Notice>
  )
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="flex items-start gap-3 rounded-3 border border-deny bg-deny-soft p-4">
      <span className="mt-0.5 shrink-0 text-deny">{icon}</span>
      <div className="grid min-w-0 gap-1.5 text-s text-ink-2">
        <h2 className="font-semibold text-deny">{title}</h2>
        {children}
      </div>
    </section>
  )
}
