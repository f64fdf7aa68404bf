import { useTranslation } from 'react-i18next'
import { inLanguage } from '#app/domain/shared/bilingual.ts'
import { useFormats } from '#app/i18n/formats.ts'
import { Card } from '#app/ui/surface.tsx'
import { Tag, type Tone } from '#app/ui/verdict.tsx'
import type { Extra } from '../read-ladders.server.ts'

const toneOf: Record<'COMPLETE' | 'INCOMPLETE' | 'NOT_EFFECTIVE', Tone> = {
  COMPLETE: 'allow',
  INCOMPLETE: 'warn',
  NOT_EFFECTIVE: 'deny',
}

/** A composite that is held: complete or not, component by component. */
export function CompositeCard({ held, path }: { held: NonNullable<Extra['held']>; path: Extra['path'] }) {
  const { t } = useTranslation('credentials')
  const formats = useFormats()
  const { composite, validUntil } = held
  if (!composite) return null
  return (
    <Card className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div>
        <h3 className="font-semibold">
          {path.typeCode} {inLanguage(path.name, formats.language)}
        </h3>
        <p className="text-s text-ink-2">
          {t('ladder.heldUntil', { day: formats.lastDay(validUntil) })}
          {' · '}
          {composite.components
            .map((one) =>
              t(one.satisfied ? 'ladder.composite.carried' : 'ladder.composite.missing', { type: one.type }),
            )
            .join(' · ')}
        </p>
      </div>
      <Tag tone={toneOf[composite.completeness]}>{t(`ladder.composite.${composite.completeness}`)}</Tag>
    </Card>
  )
}
