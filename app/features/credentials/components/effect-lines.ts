import { useTranslation } from 'react-i18next'
import type { CredentialEffect } from '../credential-effect.ts'

/** What an act changes, a sentence for each level, endorsement and composite; none where nothing does. */
export function useEffectLines(
  effect: CredentialEffect | null,
  nameOfCategory: (code: string) => string,
): readonly string[] {
  const { t } = useTranslation('credentials')
  if (!effect) return []
  return [
    ...effect.levels.map(({ category, before, after }) =>
      after === 0
        ? t('act.effect.levelGone', { category: nameOfCategory(category), before })
        : t('act.effect.level', { category: nameOfCategory(category), before, after }),
    ),
    ...effect.endorsementsLost.map((code) => t('act.effect.endorsementLost', { code })),
    ...effect.endorsementsGained.map((code) => t('act.effect.endorsementGained', { code })),
    ...effect.compositesBroken.map((code) => t('act.effect.composite', { code })),
  ]
}
