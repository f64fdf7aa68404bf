import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { FormProblem, TextAreaField } from '#app/ui/field.tsx'
import { Card } from '#app/ui/surface.tsx'
import type { BatchView } from '../batches/read-batches.server.ts'
import type { AnsweredBatchForm } from './batch-page.tsx'

type Props = { batch: BatchView; answered: AnsweredBatchForm | null }

/** What is to be done about a batch that is only shown yet: do it with a reason, agree to it, or drop it. */
export function BatchConfirmation({ batch, answered }: Props) {
  const { t } = useTranslation('batches')
  const { kind, counts, isOwnWord } = batch
  return (
    <Card>
      <h2 className="mb-2 text-[1.0625rem] leading-snug font-semibold">{t(`confirm.title.${kind}`)}</h2>
      <div className="grid grid-cols-1 gap-4">
        {answered && answered.problem !== 'reason-missing' && answered.problem !== 'not-undoable' ? (
          <FormProblem>{t(`confirm.problem.${answered.problem}`)}</FormProblem>
        ) : null}
        {counts.ready === 0 ? <p className="text-s">{t('confirm.nothing')}</p> : null}
        {isOwnWord ? <p className="text-s">{t('confirm.ownWord')}</p> : null}
        {counts.ready > 0 && !isOwnWord ? <ConfirmForm batch={batch} answered={answered} /> : null}
        <form method="post" action={paths.dropBatch(batch.id)}>
          <Button look="quiet">{t('confirm.drop')}</Button>
        </form>
      </div>
    </Card>
  )
}

function ConfirmForm({ batch, answered }: Props) {
  const { t } = useTranslation('batches')
  const { kind, counts, needsSecond, state } = batch
  const isFirst = needsSecond && state === 'PREVIEWED'
  return (
    <form method="post" action={paths.confirmBatch(batch.id)} className="grid grid-cols-1 gap-4">
      <ul className="grid list-disc gap-1 pl-5 text-s text-ink-2">
        {counts.refused > 0 ? <li>{t('confirm.refusedStay', { count: counts.refused })}</li> : null}
        <li>{t('confirm.allOrNothing')}</li>
        {kind === 'REVOKE' ? <li>{t('confirm.noUndo')}</li> : null}
        {isFirst ? <li>{t('confirm.needsSecond')}</li> : null}
      </ul>
      {state === 'PREVIEWED' ? (
        <TextAreaField
          name="reason"
          label={t('confirm.reason')}
          help={t('confirm.reasonHelp')}
          defaultValue={answered?.reason}
          errors={answered?.problem === 'reason-missing' ? [t('confirm.problem.reason-missing')] : undefined}
          maxLength={2000}
          required
        />
      ) : null}
      <div>
        <Button look={kind === 'REVOKE' ? 'danger' : 'primary'}>
          {isFirst ? t('confirm.agree') : t(`confirm.submit.${kind}`, { count: counts.ready })}
        </Button>
      </div>
    </form>
  )
}
