import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CircleCheck, type Icon, OctagonMinus, TriangleAlert, Users } from './icons.tsx'

/** The gate's four answers. */
export type Verdict = 'ALLOW' | 'ALLOW_WARN' | 'ALLOW_SUPERVISED' | 'DENY'

/** The tone that belongs to a verdict and to anything that means the same. */
export type Tone = 'allow' | 'warn' | 'super' | 'deny' | 'neutral'

export const toneOfVerdict: Record<Verdict, Tone> = {
  ALLOW: 'allow',
  ALLOW_WARN: 'warn',
  ALLOW_SUPERVISED: 'super',
  DENY: 'deny',
}

const iconOfTone: Record<Exclude<Tone, 'neutral'>, Icon> = {
  allow: CircleCheck,
  warn: TriangleAlert,
  super: Users,
  deny: OctagonMinus,
}

const tagClass: Record<Tone, string> = {
  allow: 'bg-allow-soft text-allow',
  warn: 'bg-warn-soft text-warn',
  super: 'bg-super-soft text-super',
  deny: 'bg-deny-soft text-deny',
  neutral: 'bg-sunken text-ink-2',
}

/** The icon of a tone; decorative, because a word always stands beside it. */
export function ToneIcon({ tone, size = 18 }: { tone: Exclude<Tone, 'neutral'>; size?: number }) {
  const Icon = iconOfTone[tone]
  return <Icon aria-hidden size={size} className="shrink-0" />
}

/** A short state: icon, word and colour together, never colour alone. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-1 px-2 py-1 text-xs font-semibold whitespace-nowrap ${tagClass[tone]}`}
    >
      {tone === 'neutral' ? null : <ToneIcon tone={tone} size={14} />}
      {children}
    </span>
  )
}

/** A verdict as a tag. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('common')
  return <Tag tone={toneOfVerdict[verdict]}>{t(`verdict.${verdict}`)}</Tag>
}

/** The head of a verdict: big icon and word, one sentence, and room at the end for the ladder. */
export function VerdictHeader({
  verdict,
  sentence,
  aside,
}: {
  verdict: Verdict
  sentence: ReactNode
  aside?: ReactNode
}) {
  const { t } = useTranslation('common')
  const tone = toneOfVerdict[verdict] as Exclude<Tone, 'neutral'>
  return (
    <header className={`flex items-center gap-4 px-5 py-4 ${tagClass[tone]}`}>
      <ToneIcon tone={tone} size={40} />
      <div className="min-w-0 flex-1">
        <h2 className="text-xl font-bold">{t(`verdict.${verdict}`)}</h2>
        <p className="text-s text-ink-2">{sentence}</p>
      </div>
      {aside}
    </header>
  )
}
