import { useTranslation } from 'react-i18next'
import { useFormats } from '#app/i18n/formats.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, TextAreaField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { BatchView } from '../batches/read-batches.server.ts'
import { problemText } from '../batches/row-words.ts'
import type { AnsweredBatchForm } from './batch-page.tsx'

/** What taking a batch back would do, before it is done: how many are withdrawn, and which stay and why. */
export function BatchUndo({ batch, answered }: { batch: BatchView; answered: AnsweredBatchForm | null }) {
  const { t } = useTranslation('batches')
  const formats = useFormats(batch.zone)
  const { undo } = batch
  if (!undo) return null
  const more = undo.kept - undo.shown.length
  return (
    <Card>
      <h2 className="mb-2 text-[1.0625rem] leading-snug font-semibold">{t('undo.title')}</h2>
      <div className="grid grid-cols-1 gap-4">
        {answered && answered.problem !== 'reason-missing' && answered.problem !== 'second-person-needed' ? (
          <FormProblem>{t(`undo.problem.${answered.problem}`)}</FormProblem>
        ) : null}
        <div className="grid gap-1 text-s">
          <p>{undo.withdrawn > 0 ? t('undo.withdrawn', { count: undo.withdrawn }) : t('undo.nothing')}</p>
          {undo.kept > 0 ? (
            <>
              <p>{t('undo.kept', { count: undo.kept })}</p>
              <ul className="grid list-disc gap-1 pl-5 text-ink-2">
                {undo.shown.map(({ rowNumber, number, problems }) => (
                  <li key={rowNumber} className="break-words">
                    {t('undo.row', {
                      row: rowNumber,
                      number,
                      why: formats.sentences(problems.map((problem) => problemText(t, problem))),
                    })}
                  </li>
                ))}
                {more > 0 ? <li>{t('undo.keptMore', { count: more })}</li> : null}
              </ul>
            </>
          ) : null}
          {undo.withdrawn > 0 ? <p className="text-ink-2">{t('undo.about')}</p> : null}
        </div>
        {undo.withdrawn > 0 ? (
          <form method="post" action={paths.undoBatch(batch.id)} className="grid grid-cols-1 gap-4">
            <TextAreaField
              name="reason"
              label={t('undo.reason')}
              defaultValue={answered?.reason}
              errors={answered?.problem === 'reason-missing' ? [t('undo.problem.reason-missing')] : undefined}
              maxLength={2000}
              required
            />
            <div className="flex flex-wrap gap-2">
              <Button look="danger">{t('undo.submit', { count: undo.withdrawn })}</Button>
              <ButtonLink look="quiet" to={paths.batch(batch.id)}>
                {t('undo.leave')}
              </ButtonLink>
            </div>
          </form>
        ) : null}
      </div>
    </Card>
  )
}
