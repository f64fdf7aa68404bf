import type { evaluateForRecord } from '#app/domain/gate/evaluate-gate.ts'
import type { Reason } from '#app/domain/gate/gate-decision.ts'
import type { Language } from '#app/domain/shared/bilingual.ts'
import { boundedCache } from '#app/domain/shared/bounded-cache.ts'
import { reasonText } from '#app/features/gate/reason-text.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'

const languages = ['en', 'zh-CN'] as const satisfies readonly Language[]
const noNames = { categories: {}, credentialTypes: {}, licences: {} }

/** A decision as machines get it: with every reason and remedy in both languages, codes as codes and days as days. */
export function presentDecision(decision: Omit<ReturnType<typeof evaluateForRecord>, 'inputs'>) {
  const { reasons, ...rest } = decision
  const blocks = reasons.filter(({ severity }) => severity === 'BLOCK')
  return {
    decision: rest.decision,
    /** Whether an override could open it: it is denied, and each of its blocks may be overridden. */
    overridable: rest.decision === 'DENY' && blocks.every(({ overridable }) => overridable),
    reasons: presentReasons(reasons),
    requirement: rest.requirement,
    performerOfRecord: rest.performerOfRecord,
    overrides: rest.overrides,
    policyVersion: rest.policyVersion,
    inputsDigest: rest.inputsDigest,
  }
}

type PresentedReason = ReturnType<typeof presentReason>

/** Reasons that were put into words already: a gate says the same few thousand things again and again. */
const presented = boundedCache<PresentedReason>(5_000)

/** Reasons as machines get them, with every text in both languages. */
export function presentReasons(reasons: readonly Reason[]): PresentedReason[] {
  return reasons.map((reason) => {
    const key = JSON.stringify(reason)
    const known = presented.get(key)
    if (known) return known
    const fresh = presentReason(reason)
    presented.set(key, fresh)
    return fresh
  })
}

function presentReason(reason: Reason) {
  return {
    code: reason.code,
    gate: reason.gate,
    severity: reason.severity,
    overridable: reason.overridable,
    curableBySupervision: reason.curableBySupervision,
    params: reason.params,
    text: inBoth((language) => textOf(reason, language)),
    remedies: reason.remedies.map(({ kind, params }) => ({
      kind,
      params,
      text: inBoth((language) => i18nFor(language).getFixedT(null, 'gate')(`remedy.${kind}`)),
    })),
  }
}

function textOf(reason: Reason, language: Language): string {
  return reasonText(reason, {
    t: i18nFor(language).getFixedT(null, 'gate'),
    language,
    names: noNames,
    day: (day) => day,
    list: (words) => words.join(language === 'en' ? ' or ' : '或'),
  })
}

function inBoth(write: (language: Language) => string): { en: string; zh: string } {
  const [en, zh] = languages.map(write)
  return { en: en ?? '', zh: zh ?? '' }
}
