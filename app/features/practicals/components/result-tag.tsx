import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '#app/ui/verdict.tsx'

const toneOf: Record<'PASSED' | 'REFERRED' | 'FAILED', Tone> = {
  PASSED: 'allow',
  REFERRED: 'warn',
  FAILED: 'deny',
}

/** A practical's result as icon, word and colour. */
export function ResultTag({ result }: { result: 'PASSED' | 'REFERRED' | 'FAILED' }) {
  const { t } = useTranslation('practicals')
  return <Tag tone={toneOf[result]}>{t(`result.${result}`)}</Tag>
}
