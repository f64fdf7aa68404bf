/** The part of the gate that a reason comes from (6.1). */
export type GateName =
  | 'CLASSIFY'
  | 'DATA'
  | 'INDIVIDUAL'
  | 'LEGAL'
  | 'PROVIDER'
  | 'QUORUM'
  | 'ENTERPRISE'
  | 'PRICE'
  | 'SUPERVISION'
  | 'OVERRIDE'

export type ReasonCodeFacts = {
  readonly gate: GateName
  /** Names of the parameters that a text for this code may use. Days are inclusive `YYYY-MM-DD`; OPEN means without end. */
  readonly params: readonly string[]
  /** Whether some reason of this code can be overridden; each reason says whether it can (6.11). */
  readonly everOverridable: boolean
  /** Whether some reason of this code can be cured by supervision (6.9). */
  readonly everCurable: boolean
}

function code(
  gate: GateName,
  params: readonly string[],
  may: { overridden?: true; cured?: true } = {},
): ReasonCodeFacts {
  return { gate, params, everOverridable: may.overridden === true, everCurable: may.cured === true }
}

const licenceParams = ['licence', 'rule', 'tag', 'jurisdiction', 'basisEn', 'basisZh'] as const

/**
 * Every code the gate gives, once. Texts and pages read it.
 *
 * `cause` of PRICE_NOT_APPROVED: NO_QUOTE, NOT_APPROVED, NOT_BY_CUSTOMER (approved on the engineer's phone alone),
 * ROW_MISSING (`row` is the kind), ROW_INCOMPLETE (`row` and `field`), NO_EVIDENCE, OVER_CEILING, NOT_QUOTED (a part or
 * an operation that the approved quote does not name).
 * `what` of DATA_MISSING: BRAND, ENGINEER, SUPERVISOR, OUTLET, PROVIDER, MODEL, MODEL_OF_OTHER_BRAND,
 * MODEL_REFRIGERANT, WARRANTY, OPERATION, PART, WINDOW, CHECK_IN, WORK_END. `need` and `have` are levels or grades as numbers, except in IND_WRONG_CATEGORY, where they are
 * category codes; `have` of ENT_GRADE is 0 without a grade.
 */
export const reasonCodes = {
  CLS_NO_REQUIREMENT: code('CLASSIFY', ['operation', 'model']),
  DATA_MISSING: code('DATA', ['what', 'code']),

  IND_IDENTITY: code('INDIVIDUAL', ['name', 'state']),
  IND_NO_AFFILIATION: code('INDIVIDUAL', ['name', 'outlet']),
  IND_NO_CREDENTIAL: code('INDIVIDUAL', ['brand', 'category', 'need'], { cured: true }),
  IND_LEVEL_TOO_LOW: code('INDIVIDUAL', ['category', 'need', 'have', 'until'], { cured: true }),
  IND_WRONG_CATEGORY: code('INDIVIDUAL', ['need', 'have', 'level'], { cured: true }),
  IND_EXPIRED: code('INDIVIDUAL', ['credential', 'type', 'date'], { overridden: true, cured: true }),
  IND_ADMIN_GRACE: code('INDIVIDUAL', ['credential', 'type', 'date', 'until'], {
    overridden: true,
    cured: true,
  }),
  IND_IN_GRACE: code('INDIVIDUAL', ['credential', 'type', 'date', 'until']),
  IND_NOT_YET_VALID: code('INDIVIDUAL', ['credential', 'type', 'date'], { cured: true }),
  IND_EXPIRES_BEFORE_JOB: code('INDIVIDUAL', ['credential', 'type', 'date'], { cured: true }),
  IND_SUSPENDED: code('INDIVIDUAL', ['subject', 'from', 'to', 'grounds']),
  IND_REVOKED: code('INDIVIDUAL', ['subject', 'date']),
  IND_ENDORSEMENT: code('INDIVIDUAL', ['name']),
  IND_DELTA: code('INDIVIDUAL', ['model', 'module'], { overridden: true, cured: true }),
  IND_RECENCY: code('INDIVIDUAL', ['credential', 'category', 'days'], { overridden: true, cured: true }),
  IND_EVIDENCE_MODE: code('INDIVIDUAL', ['credential', 'type', 'need', 'have'], { cured: true }),
  IND_PART_LEVEL: code('INDIVIDUAL', ['part', 'need', 'have']),

  LEG_LICENCE_MISSING: code('LEGAL', licenceParams, { cured: true }),
  LEG_LICENCE_EXPIRED: code('LEGAL', [...licenceParams, 'date'], { cured: true }),
  LEG_REVIEW_OVERDUE: code('LEGAL', [...licenceParams, 'date'], { cured: true }),
  LEG_UNVERIFIED: code('LEGAL', licenceParams, { cured: true }),
  LEG_ENTERPRISE_LICENCE: code('LEGAL', [...licenceParams, 'provider', 'state']),
  LEG_NO_RULESET: code('LEGAL', ['jurisdiction']),

  PRV_NOT_AUTHORISED: code('PROVIDER', ['outlet', 'brand', 'category']),
  PRV_EXPIRED: code('PROVIDER', ['outlet', 'brand', 'category', 'date']),
  PRV_SUSPENDED: code('PROVIDER', ['outlet', 'brand', 'category']),
  PRV_TERMINATED: code('PROVIDER', ['outlet', 'brand', 'category']),
  PRV_LEVEL_CAP: code('PROVIDER', ['outlet', 'category', 'need', 'cap'], { overridden: true }),
  PRV_OUT_OF_SCOPE: code('PROVIDER', ['outlet', 'operation', 'jurisdiction']),
  PRV_PROBATION_LIMIT: code('PROVIDER', ['outlet', 'need'], { overridden: true }),
  PRV_CONTRACT: code('PROVIDER', ['provider', 'brand']),
  PRV_DEPOSIT: code('PROVIDER', ['outlet', 'brand', 'gapCents', 'state'], { overridden: true }),
  PRV_PARENT_SUSPENDED: code('PROVIDER', ['provider']),

  QRM_AT_RISK: code('QUORUM', [
    'category',
    'level',
    'num',
    'den',
    'need',
    'leads',
    'leadsNeed',
    'orders',
    'ordersMax',
    'rule',
    'until',
  ]),
  QRM_NOT_MET: code(
    'QUORUM',
    ['category', 'level', 'num', 'den', 'need', 'leads', 'leadsNeed', 'orders', 'ordersMax', 'rule'],
    { overridden: true },
  ),
  ENT_CLAUSE: code('ENTERPRISE', ['clause', 'since', 'until']),
  ENT_GRADE: code('ENTERPRISE', ['need', 'have'], { overridden: true }),

  PRICE_NOT_APPROVED: code('PRICE', ['line', 'cause', 'row', 'field']),
  PRICE_OVER_QUOTE: code('PRICE', ['line', 'deltaCents', 'approvedCents', 'settledCents']),
  PRICE_OLD_PART: code('PRICE', ['line', 'row']),

  SUP_NOT_PRESENT: code('SUPERVISION', ['supervisor']),
  SUP_OUTLET_PROBATION: code('SUPERVISION', ['outlet']),
  OVR_USED: code('OVERRIDE', ['override', 'reason', 'approver']),
} as const satisfies { readonly [code: string]: ReasonCodeFacts }

export type ReasonCode = keyof typeof reasonCodes

/** Every code, for tables and tests of texts. */
export const allReasonCodes = Object.keys(reasonCodes) as readonly ReasonCode[]
