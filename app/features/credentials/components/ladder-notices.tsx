import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
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
      {ladders.map(({ recency, category }) =>
        recency ? <RecencyNotice key={category.code} recency={recency} category={category} /> : null,
      )}
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

function RecencyNotice({
  recency: { typeCode, days, practicals },
  category,
}: {
  recency: NonNullable<LadderView['recency']>
  category: LadderView['category']
}) {
  const { t } = useTranslation('credentials')
  const { language } = useFormats()
  const [practical] = practicals
  return (
    <Notice
      icon={<TriangleAlert aria-hidden size={20} />}
      title={t('ladder.recency.title', { category: inLanguage(category.name, language), type: typeCode })}
    >
      <p>{t('ladder.recency.why', { count: days })}</p>
      {practical ? (
        <form method="post" action={paths.requestPractical()} className="mt-1">
          <input type="hidden" name="practical" value={practical} />
          <Button size="small" look="quiet">
            {t('ladder.action.practical')}
          </Button>
        </form>
      ) : (
        <p>{t('ladder.recency.ask')}</p>
      )}
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
