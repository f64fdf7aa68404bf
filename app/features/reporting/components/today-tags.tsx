import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import { todayWord } from '../team-words.ts'
import type { Today } from '../today.ts'

const toneOf: Record<Today['kind'], Tone> = {
  works: 'allow',
  stopped: 'deny',
  supervised: 'super',
  licence: 'deny',
  renew: 'warn',
}

/** What somebody’s day says, as tags, the gravest first. */
export function TodayTags({ says }: { says: readonly Today[] }) {
  const { t } = useTranslation('team')
  return (
    <span className="flex flex-wrap gap-1">
      {says.map((one) => (
        <Tag key={JSON.stringify(one)} tone={toneOf[one.kind]}>
          {todayWord(t, one)}
        </Tag>
      ))}
    </span>
  )
}
