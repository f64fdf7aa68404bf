import type { ReasonCode } from './reason-codes.ts'

export type RemedyKind =
  | 'CLASSIFY_OPERATION'
  | 'COMPLETE_DATA'
  | 'VERIFY_IDENTITY'
  | 'ADD_AFFILIATION'
  | 'EARN_CREDENTIAL'
  | 'RENEW'
  | 'REINSTATE_CREDENTIAL'
  | 'MOVE_JOB'
  | 'RESOLVE_SANCTION'
  | 'REISSUE_AFTER_REVOCATION'
  | 'EARN_ENDORSEMENT'
  | 'PASS_DELTA_MODULE'
  | 'REFRESH_PRACTICE'
  | 'RETAKE_PROCTORED_EXAM'
  | 'REGISTER_LICENCE'
  | 'RENEW_LICENCE'
  | 'REVIEW_LICENCE'
  | 'VERIFY_LICENCE'
  | 'REVIEW_JURISDICTION'
  | 'APPLY_FOR_AUTHORISATION'
  | 'RENEW_AUTHORISATION'
  | 'REINSTATE_AUTHORISATION'
  | 'RAISE_LEVEL_CAP'
  | 'EXTEND_SCOPE'
  | 'ADD_LEAD'
  | 'SIGN_CONTRACT'
  | 'PAY_DEPOSIT'
  | 'MEET_QUORUM'
  | 'PASS_CLAUSE'
  | 'RAISE_GRADE'
  | 'APPROVE_QUOTE'
  | 'RETURN_OLD_PART'
  | 'CHECK_IN_SUPERVISOR'
  | 'END_PROBATION'
  | 'ASSIGN_SOMEONE_ELSE'
  | 'NONE'

/** A step that would take a reason away; who and when is for the shortest path. */
export type Remedy = { readonly kind: RemedyKind; readonly params: Readonly<Record<string, string | number>> }

type Template = readonly [kind: RemedyKind, ...params: string[]]

/** What helps against each code, with the params of the reason that say against what; `a=b` gives param b as a (I7). */
const templates: { readonly [code in ReasonCode]: readonly [Template, ...Template[]] } = {
  CLS_NO_REQUIREMENT: [['CLASSIFY_OPERATION', 'operation', 'model']],
  DATA_MISSING: [['COMPLETE_DATA', 'what', 'code']],
  IND_IDENTITY: [['VERIFY_IDENTITY', 'name'], ['ASSIGN_SOMEONE_ELSE']],
  IND_NO_AFFILIATION: [['ADD_AFFILIATION', 'name', 'outlet'], ['ASSIGN_SOMEONE_ELSE']],
  IND_NO_CREDENTIAL: [['EARN_CREDENTIAL', 'brand', 'category', 'need']],
  IND_LEVEL_TOO_LOW: [['EARN_CREDENTIAL', 'category', 'need']],
  IND_WRONG_CATEGORY: [['EARN_CREDENTIAL', 'category=need', 'need=level']],
  IND_EXPIRED: [['EARN_CREDENTIAL', 'type']],
  IND_ADMIN_GRACE: [['RENEW', 'credential', 'type', 'until']],
  IND_IN_GRACE: [['RENEW', 'credential', 'type', 'until']],
  IND_NOT_YET_VALID: [['MOVE_JOB', 'date']],
  IND_EXPIRES_BEFORE_JOB: [
    ['RENEW', 'credential', 'type'],
    ['MOVE_JOB', 'date'],
  ],
  IND_SUSPENDED: [['RESOLVE_SANCTION', 'subject', 'to'], ['ASSIGN_SOMEONE_ELSE']],
  IND_REVOKED: [['REISSUE_AFTER_REVOCATION', 'subject', 'date'], ['ASSIGN_SOMEONE_ELSE']],
  IND_ENDORSEMENT: [['EARN_ENDORSEMENT', 'name']],
  IND_DELTA: [['PASS_DELTA_MODULE', 'module']],
  IND_RECENCY: [['REFRESH_PRACTICE', 'credential', 'category']],
  IND_EVIDENCE_MODE: [['RETAKE_PROCTORED_EXAM', 'credential', 'type', 'need']],
  IND_PART_LEVEL: [['EARN_CREDENTIAL', 'need'], ['ASSIGN_SOMEONE_ELSE']],
  LEG_LICENCE_MISSING: [['REGISTER_LICENCE', 'licence']],
  LEG_LICENCE_EXPIRED: [['RENEW_LICENCE', 'licence']],
  LEG_REVIEW_OVERDUE: [['REVIEW_LICENCE', 'licence']],
  LEG_UNVERIFIED: [['VERIFY_LICENCE', 'licence']],
  LEG_ENTERPRISE_LICENCE: [['REGISTER_LICENCE', 'licence', 'provider']],
  LEG_NO_RULESET: [['REVIEW_JURISDICTION', 'jurisdiction']],
  PRV_NOT_AUTHORISED: [['APPLY_FOR_AUTHORISATION', 'outlet', 'brand', 'category']],
  PRV_EXPIRED: [['RENEW_AUTHORISATION', 'outlet', 'brand', 'category']],
  PRV_SUSPENDED: [['REINSTATE_AUTHORISATION', 'outlet', 'brand', 'category']],
  PRV_TERMINATED: [['APPLY_FOR_AUTHORISATION', 'outlet', 'brand', 'category']],
  PRV_LEVEL_CAP: [['RAISE_LEVEL_CAP', 'outlet', 'category', 'need']],
  PRV_OUT_OF_SCOPE: [['EXTEND_SCOPE', 'outlet', 'operation', 'jurisdiction']],
  PRV_PROBATION_LIMIT: [
    ['ADD_LEAD', 'outlet'],
    ['END_PROBATION', 'outlet'],
  ],
  PRV_CONTRACT: [['SIGN_CONTRACT', 'provider', 'brand']],
  PRV_DEPOSIT: [['PAY_DEPOSIT', 'outlet', 'brand', 'gapCents']],
  PRV_PARENT_SUSPENDED: [['RESOLVE_SANCTION', 'provider']],
  QRM_AT_RISK: [['MEET_QUORUM', 'category', 'level', 'need', 'until']],
  QRM_NOT_MET: [['MEET_QUORUM', 'category', 'level', 'need']],
  ENT_CLAUSE: [['PASS_CLAUSE', 'clause']],
  ENT_GRADE: [['RAISE_GRADE', 'need']],
  PRICE_NOT_APPROVED: [['APPROVE_QUOTE', 'line', 'row', 'field']],
  PRICE_OVER_QUOTE: [['APPROVE_QUOTE', 'line', 'deltaCents']],
  PRICE_OLD_PART: [['RETURN_OLD_PART', 'line', 'row']],
  SUP_NOT_PRESENT: [['CHECK_IN_SUPERVISOR', 'supervisor']],
  SUP_OUTLET_PROBATION: [['END_PROBATION', 'outlet']],
  OVR_USED: [['NONE']],
}

/** The remedies of a reason; never empty. */
export function remediesFor(
  code: ReasonCode,
  params: Readonly<Record<string, string | number>>,
): readonly Remedy[] {
  return templates[code].map(([kind, ...names]) => {
    const taken: Record<string, string | number> = {}
    for (const entry of names) {
      const [name = entry, source = name] = entry.split('=')
      const value = params[source]
      if (value !== undefined) taken[name] = value
    }
    return { kind, params: taken }
  })
}
