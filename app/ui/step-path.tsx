import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Check } from './icons.tsx'

export type PathStep = {
  key: string
  state: 'done' | 'now' | 'later'
  title: ReactNode
  detail?: ReactNode
  action?: ReactNode
}

/** The way to somewhere as a line of steps: done ones ticked, the next one marked. */
export function StepPath({ steps, doneLabel }: { steps: readonly PathStep[]; doneLabel: string }) {
  return (
    <ol>
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className="relative pb-4 pl-[2.125rem] last:pb-0 before:absolute before:top-[22px] before:-bottom-0.5 before:left-2.5 before:w-0.5 before:bg-line last:before:hidden"
        >
          <span
            className={clsx(
              'absolute top-px left-0 grid size-[22px] place-items-center rounded-full border-2 text-[0.6875rem] font-bold',
              step.state === 'done' && 'border-accent bg-accent text-accent-ink',
              step.state === 'now' && 'border-accent bg-surface text-accent',
              step.state === 'later' && 'border-line-strong bg-surface text-ink-3',
            )}
          >
            {step.state === 'done' ? (
              <Check role="img" aria-label={doneLabel} size={13} strokeWidth={3} />
            ) : (
              index + 1
            )}
          </span>
          <p className="text-s font-semibold">{step.title}</p>
          {step.detail ? <div className="text-xs text-ink-3">{step.detail}</div> : null}
          {step.action ? <div className="mt-2">{step.action}</div> : null}
        </li>
      ))}
    </ol>
  )
}
