import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { TableScroll } from '#app/ui/surface.tsx'
import type { TraineesPage } from '../training.server.ts'

type Trainee = TraineesPage['trainees'][number]

/** Whom one teaches what, and how far each is. */
export function TraineeTable({ trainees }: { trainees: readonly Trainee[] }) {
  const { t } = useTranslation('learning')
  const formats = useFormats()
  const head = 'px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-2'
  const cell = 'px-4 py-2 align-middle'
  return (
    <TableScroll label={t('training.people')}>
      <table className="w-full min-w-[44rem] text-s">
        <thead className="border-b border-line-strong">
          <tr>
            <th scope="col" className={`${head} sticky left-0 bg-surface`}>
              {t('training.person')}
            </th>
            <th scope="col" className={head}>
              {t('training.course')}
            </th>
            <th scope="col" className={head}>
              {t('training.progress')}
            </th>
            <th scope="col" className={head}>
              {t('training.lastRead')}
            </th>
            <th scope="col" className={head}>
              {t('training.since')}
            </th>
            <th scope="col" className={head}>
              {t('training.action')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {trainees.map((trainee) => (
            <tr key={trainee.id}>
              <th scope="row" className={`${cell} sticky left-0 bg-surface text-left font-semibold`}>
                {trainee.personName}
                <span className="block text-xs font-normal text-ink-3">{trainee.personCode}</span>
              </th>
              <td className={cell}>{trainee.courseCode}</td>
              <td className={cell}>
                <Progress trainee={trainee} />
              </td>
              <td className={cell}>
                {trainee.lastViewedAt ? formats.day(trainee.lastViewedAt) : t('training.notBegun')}
              </td>
              <td className={cell}>
                {formats.day(trainee.fromAt)}
                {trainee.untilAt ? (
                  <span className="block text-xs text-ink-3">
                    {t('training.until', { day: formats.day(trainee.untilAt) })}
                  </span>
                ) : null}
              </td>
              <td className={cell}>
                {trainee.untilAt ? null : (
                  <form method="post" action={paths.training()}>
                    <Button
                      look="quiet"
                      size="small"
                      name="end"
                      value={trainee.id}
                      aria-label={t('training.endOf', { name: trainee.personName, code: trainee.courseCode })}
                    >
                      {t('training.end')}
                    </Button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Progress({ trainee }: { trainee: Trainee }) {
  const { t } = useTranslation('learning')
  const formats = useFormats()
  if (trainee.enrolledAt === null) return <>{t('training.notEnrolled')}</>
  if (trainee.completedAt !== null)
    return <>{t('training.completedOn', { day: formats.day(trainee.completedAt) })}</>
  return <>{t('training.lessons', { done: trainee.lessonsDone ?? 0, total: trainee.lessons ?? 0 })}</>
}
