import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { permilleOf } from '#app/domain/shared/permille.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { ProgressBar, Section } from '#app/ui/surface.tsx'
import { Tag } from '#app/ui/verdict.tsx'
import type { TeamPersonPage } from '../read-team-person.server.ts'

const list = 'divide-y divide-line rounded-3 border border-line bg-surface'

/** Credentials the person is on the way to. */
export function PersonEnrolments({ enrolments }: Pick<TeamPersonPage['person'], 'enrolments'>) {
  const { t } = useTranslation('team')
  const formats = useFormats()
  return (
    <Section title={t('person.enrolments')}>
      {enrolments.length === 0 ? (
        <p className="text-s text-ink-2">{t('person.enrolmentsNone')}</p>
      ) : (
        <ul className={list}>
          {enrolments.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 px-4 py-3 text-s">
              <span>
                <b className="font-semibold">{one.typeCode}</b>{' '}
                {inLanguage({ en: one.nameEn, zh: one.nameZh }, formats.language)}
                <span className="block text-xs text-ink-3">
                  {t('person.since', { date: formats.day(one.enrolledAt) })}
                </span>
              </span>
              <EnrolmentState state={one.state} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function EnrolmentState({ state }: Pick<TeamPersonPage['person']['enrolments'][number], 'state'>) {
  const { t } = useTranslation('team')
  if (state === 'AWAITING_DECISION') return <Tag tone="super">{t('person.state.AWAITING_DECISION')}</Tag>
  if (state === 'LOCKED') return <Tag tone="deny">{t('person.state.LOCKED')}</Tag>
  return <Tag>{t('person.state.LEARNING')}</Tag>
}

/** Courses begun and completed, with how far the person is. */
export function PersonCourses({ courses }: Pick<TeamPersonPage, 'courses'>) {
  const { t } = useTranslation(['team', 'common'])
  const formats = useFormats()
  return (
    <Section title={t('person.courses')}>
      {courses.length === 0 ? (
        <p className="text-s text-ink-2">{t('person.coursesNone')}</p>
      ) : (
        <ul className={list}>
          {courses.map((one) => {
            const title = inLanguage(one.title, formats.language)
            return (
              <li key={one.code} className="grid gap-1.5 px-4 py-3 text-s">
                <Link
                  to={paths.course(one.code)}
                  className="flex min-h-11 flex-wrap items-center gap-x-2 text-ink"
                >
                  <b className="font-semibold">{one.code}</b> {title}
                </Link>
                {one.completedAt ? (
                  <span>
                    <Tag tone="allow">{t('person.completed', { date: formats.day(one.completedAt) })}</Tag>
                  </span>
                ) : (
                  <>
                    <ProgressBar
                      permille={permilleOf(one.lessonsDone, one.lessons)}
                      label={t('person.progressLabel', { title, done: one.lessonsDone, total: one.lessons })}
                    />
                    <span className="text-xs text-ink-3">
                      {t('person.progress', {
                        done: one.lessonsDone,
                        total: one.lessons,
                        left: t('common:minutes', { count: one.minutesLeft }),
                      })}
                    </span>
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
