import { useTranslation } from 'react-i18next'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { FormProblem, TextAreaField } from '#app/ui/field.tsx'
import { Card, Lede } from '#app/ui/surface.tsx'
import type { GivingUp } from '../give-up-credential.server.ts'
import { useEffectLines } from './effect-lines.ts'

type Props = {
  credential: GivingUp
  answered: { reason: string; problem: 'not-sure' | 'reason-long' | 'proposed' | 'obstacle' } | null
}

/** Giving up a credential of one's own: what is lost, said before, and a tick that it is meant. */
export function GiveUpPage({ credential, answered }: Props) {
  const { t } = useTranslation('credentials')
  const { type, number, obstacle, effect, categories } = credential
  const lines = useEffectLines(
    effect,
    (code) => categories.find((category) => category.code === code)?.name ?? code,
  )
  const problem = answered?.problem ?? null
  return (
    <div className="mx-auto grid w-full max-w-[40rem] grid-cols-1 gap-5">
      <div>
        <Lede>{t('giveUp.lede', { type: type.code })}</Lede>
        <p className="mt-1 text-s text-ink-2">
          {type.name} · {type.brand} <span className="font-mono text-xs">{number}</span>
        </p>
      </div>
      {obstacle ? (
        <>
          <FormProblem>{t(obstacle === 'PROPOSED' ? 'giveUp.proposed' : 'giveUp.over')}</FormProblem>
          <div>
            <ButtonLink look="quiet" to={paths.wallet()}>
              {t('giveUp.keep')}
            </ButtonLink>
          </div>
        </>
      ) : (
        <Card>
          <form method="post" className="grid gap-4">
            {problem ? <FormProblem>{t(`giveUp.problem.${problem}`)}</FormProblem> : null}
            <div className="rounded-2 bg-sunken px-4 py-3 text-s">
              <p className="font-semibold">{t('giveUp.effect')}</p>
              <ul className="list-disc pl-5">
                {(lines.length > 0 ? lines : [t('act.effect.none')]).map((line) => (
                  <li key={line}>{line}</li>
                ))}
                <li>{t('giveUp.final')}</li>
                <li>{t('giveUp.told')}</li>
              </ul>
            </div>
            <TextAreaField
              name="reason"
              label={t('giveUp.reason')}
              help={t('giveUp.reasonHelp')}
              defaultValue={answered?.reason ?? ''}
              maxLength={2000}
            />
            <label className="flex min-h-11 items-center gap-3 text-s">
              <input type="checkbox" name="sure" value="yes" required className="size-5 shrink-0" />
              {t('giveUp.sure', { type: type.code })}
            </label>
            <div className="flex flex-wrap gap-2">
              <Button look="danger">{t('giveUp.submit', { type: type.code })}</Button>
              <ButtonLink look="quiet" to={paths.wallet()}>
                {t('giveUp.keep')}
              </ButtonLink>
            </div>
          </form>
        </Card>
      )}
    </div>
  )
}
