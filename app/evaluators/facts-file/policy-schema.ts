import { z } from 'zod'
import { defaultGatePolicy } from '#app/domain/gate/gate-policy.ts'
import { code, count, record } from './fields.ts'

const { supervision, override, ...numbers } = defaultGatePolicy

/** The numbers of the gate that a policy sets; what is left out has its default. */
export const policy = record({
  deltaGraceDays: count.default(numbers.deltaGraceDays),
  licenceVerificationMaxDays: count.default(numbers.licenceVerificationMaxDays),
  probationLeadLevel: count.default(numbers.probationLeadLevel),
  quorumRatioTopLevel: count.default(numbers.quorumRatioTopLevel),
  supervision: record({
    clockMonths: count.default(supervision.clockMonths),
    maxLevelGap: count.default(supervision.maxLevelGap),
    maxTrainees: count.default(supervision.maxTrainees),
    oneToOneTags: z.array(code).default([...supervision.oneToOneTags]),
    maxDistanceM: count.default(supervision.maxDistanceM),
    maxMinutesApart: count.default(supervision.maxMinutesApart),
  }).prefault({}),
  override: record({
    maxHours: count.default(override.maxHours),
    minTextLength: count.default(override.minTextLength),
    expiredDays: count.default(override.expiredDays),
    depositDays: count.default(override.depositDays),
  }).prefault({}),
}).meta({
  id: 'GatePolicy',
  description: 'Numbers of the gate; what is left out has its default.',
  examples: [{ deltaGraceDays: 45, supervision: { clockMonths: 24 } }],
})
