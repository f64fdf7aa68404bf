import { describe, expect, test } from 'vitest'
import { allReasonCodes, reasonCodes } from '#app/domain/gate/reason-codes.ts'
import { reasonText } from '#app/features/gate/reason-text.ts'
import { i18nFor } from '#app/i18n/i18n.server.ts'
import { resources } from '#app/i18n/resources.server.ts'

/** The texts that the design gives word by word (gate 6.12); all other codes are worded here. */
const given = [
  [
    'CLS_NO_REQUIREMENT',
    'No requirement is configured for this operation; sent for classification',
    '该作业尚未配置资质要求，已转人工归类',
  ],
  [
    'IND_NO_AFFILIATION',
    '{name} does not belong to this outlet during the job',
    '{name} 在作业时段内不属于本网点',
  ],
  ['IND_NO_CREDENTIAL', 'Holds no {category} credential', '未持有 {category} 资格认证'],
  ['IND_LEVEL_TOO_LOW', 'Level too low: needs {need}, has {have}', '维修等级不足：需 {need}，现为 {have}'],
  ['IND_WRONG_CATEGORY', 'Certified for {have}; this job is {need}', '持有 {have}，但本作业属于 {need}'],
  ['IND_EXPIRED', 'Credential expired on {date}', '资格认证已于 {date} 到期'],
  [
    'IND_ADMIN_GRACE',
    'Expired; may renew until {until} but may not work',
    '已到期，处于补办期（{until} 前），期间不得作业',
  ],
  ['IND_IN_GRACE', 'In working grace; recertify before {until}', '处于作业宽限期，{until} 前须完成再认证'],
  [
    'IND_EXPIRES_BEFORE_JOB',
    'Credential ends {date}, before the job ends',
    '资格将于 {date} 到期，早于作业结束时间',
  ],
  ['IND_SUSPENDED', 'Suspended ({from}–{to}): {grounds}', '资格已被暂停（{from}–{to}），原因：{grounds}'],
  ['IND_REVOKED', 'Credential revoked', '资格已被撤销'],
  ['IND_ENDORSEMENT', 'Missing endorsement: {name}', '缺少专项许可：{name}'],
  ['IND_DELTA', 'New-product module not passed: {model}', '未完成新品差异化认证：{model}'],
  [
    'IND_RECENCY',
    'No such work for over {days} days; refresher needed',
    '超过 {days} 天未从事该作业，需复训',
  ],
  [
    'LEG_LICENCE_MISSING',
    'Missing statutory licence: {licence} ({basis})',
    '缺少法定资格：{licence}（{basis}）',
  ],
  ['LEG_REVIEW_OVERDUE', '{licence} review overdue since {date}', '{licence} 复审逾期（应于 {date} 前）'],
  ['LEG_NO_RULESET', 'No legal rule set for this jurisdiction', '该地区未配置法定要求，禁止派单'],
  ['PRV_NOT_AUTHORISED', 'Outlet not authorised for {brand} {category}', '网点未获 {brand} {category} 授权'],
  ['PRV_LEVEL_CAP', 'Outlet capped at {cap}; job needs {need}', '网点授权上限为 {cap}，本作业需 {need}'],
  ['PRV_SUSPENDED', 'Outlet authorisation suspended', '网点授权已暂停'],
  ['PRV_DEPOSIT', 'Deposit short by {gap} and no valid waiver', '服务保证金不足 {gap}，且无有效免缴'],
  ['QRM_AT_RISK', 'Quorum at risk; cure before {until}', '持证人数不足，{until} 前须补足'],
  [
    'QRM_NOT_MET',
    '{category} {level}: {num} of {den} certified, need {need}',
    '{category} {level} 持证 {num}/{den}，需 {need}',
  ],
  ['ENT_CLAUSE', 'Entry standard not met: {clause}', '准入标准不符合：{clause}'],
  ['ENT_GRADE', 'Enterprise grade too low: needs {need}, has {have}', '企业等级不足：需 {need}，现为 {have}'],
  ['PRICE_NOT_APPROVED', 'Customer has not approved the itemised quote', '收费项目未经用户确认报价'],
  [
    'PRICE_OVER_QUOTE',
    'Settlement exceeds quote by {delta}; re-approval needed',
    '结算金额超出报价 {delta}，须重新确认',
  ],
  ['SUP_NOT_PRESENT', 'Supervisor not checked in', '带教师傅未签到'],
  ['SUP_OUTLET_PROBATION', 'Outlet on probation: no supervised work', '网点处于观察期，不得安排带教作业'],
  ['OVR_USED', 'Override used: {reason} ({approver})', '例外放行：{reason}（{approver}）'],
] as const

describe('the texts of reasons that are given word by word (gate 6.12)', () => {
  test.each(given)('%s', (code, en, zh) => {
    const doubled = (text: string) => text.replace(/\{(\w+)\}/g, '{{$1}}')
    expect(resources.en.gate.reason[code]).toBe(doubled(en))
    expect(resources['zh-CN'].gate.reason[code]).toBe(doubled(zh))
  })
})

describe('reasons in words', () => {
  const numbers = /^(need|have|level|cap|num|den|leads|leadsNeed|orders|ordersMax|days|.*Cents)$/
  const wordsOf = (language: 'en' | 'zh-CN', names = {}) => ({
    t: i18nFor(language).getFixedT(null, 'gate'),
    language,
    names: { categories: names, credentialTypes: {}, licences: {} },
    day: (day: string) => day,
    list: (words: readonly string[]) => words.join('/'),
  })

  test.each(allReasonCodes)('%s is written in both languages without a gap', (code) => {
    const params = Object.fromEntries(
      reasonCodes[code].params.map((name) => [
        name,
        numbers.test(name) ? 2 : name === 'what' ? 'MODEL' : 'X',
      ]),
    )
    for (const language of ['en', 'zh-CN'] as const) {
      const text = reasonText({ code, params }, wordsOf(language))
      expect(text).not.toMatch(/[{}]|undefined|reason\.|missing\.|¥$/)
    }
  })

  test('the level needed has its category, the level held its end, as in the example of 6.12', () => {
    const reason = {
      code: 'IND_LEVEL_TOO_LOW' as const,
      params: { category: 'RF', need: 3, have: 2, until: '2027-03-31' },
    }
    const names = { RF: { en: 'Refrigerator', zh: '电冰箱' } }
    expect(reasonText(reason, wordsOf('en', names))).toBe(
      'Level too low: needs Refrigerator L3, has L2 (to 2027-03-31)',
    )
    expect(reasonText(reason, wordsOf('zh-CN', names))).toBe(
      '维修等级不足：需电冰箱 L3，现为 L2（有效至 2027-03-31）',
    )
  })
})
