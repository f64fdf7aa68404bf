import { useTranslation } from 'react-i18next'
import { Ladder } from '#app/ui/ladder.tsx'
import { Tag } from '#app/ui/verdict.tsx'

/** What the gate's answer looks like: a no that names its reason and the way to yes. */
export function GateExample() {
  const { t } = useTranslation('public')
  const category = t('home.example.category')
  return (
    <figure className="overflow-hidden rounded-3 border border-line bg-surface shadow-(--shadow)">
      <div className="flex items-center gap-4 border-b border-line p-5">
        <Ladder rungs={4} held={2} width={64} category={category} className="shrink-0" />
        <div className="min-w-0">
          <p className="text-xs text-ink-3">{category}</p>
          <p className="mb-2 font-semibold">{t('home.example.question')}</p>
          <Tag tone="deny">{t('home.example.deny')}</Tag>
          <p className="mt-2 text-s text-ink-2">{t('home.example.denyText')}</p>
        </div>
      </div>
      <div className="p-5">
        <p className="text-s font-semibold">{t('home.example.way')}</p>
        <ol className="mt-2 grid gap-1.5">
          {(['step1', 'step2', 'step3', 'step4'] as const).map((step, index) => (
            <li key={step} className="flex items-center gap-3 text-s">
              <span className="grid size-6 shrink-0 place-items-center rounded-full border-2 border-accent text-xs font-bold text-accent">
                {index + 1}
              </span>
              {t(`home.example.${step}`)}
            </li>
          ))}
        </ol>
      </div>
      <figcaption className="border-t border-line px-5 py-2 text-xs text-ink-3">
        {t('home.example.label')}
      </figcaption>
    </figure>
  )
}

const steps = ['learn', 'exam', 'practical', 'decide', 'gate'] as const
const rungClass = ['bg-rung-off', 'bg-rung-1', 'bg-rung-2', 'bg-rung-3', 'bg-rung-4'] as const

/** The way from a lesson to a job in five steps, deeper with each. */
export function HowSteps() {
  const { t } = useTranslation('public')
  return (
    <ol className="grid gap-5 sm:grid-cols-2 lg:grid-cols-5">
      {steps.map((step, index) => (
        <li key={step}>
          <div aria-hidden className={`mb-3 h-1.5 rounded-full ${rungClass[index]}`} />
          <h3 className="font-semibold">
            {index + 1}. {t(`home.how.${step}`)}
          </h3>
          <p className="mt-1 text-s text-ink-2">{t(`home.how.${step}Text`)}</p>
        </li>
      ))}
    </ol>
  )
}

const audiences = ['engineer', 'provider', 'brand', 'public'] as const

/** Who comes here, and what for. */
export function Audience() {
  const { t } = useTranslation('public')
  return (
    <dl className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
      {audiences.map((one) => (
        <div key={one} className="border-l-4 border-accent pl-4">
          <dt className="font-semibold">{t(`home.who.${one}`)}</dt>
          <dd className="text-s text-ink-2">{t(`home.who.${one}Text`)}</dd>
        </div>
      ))}
    </dl>
  )
}
