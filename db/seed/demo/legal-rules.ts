/** Statutory licences and when they are needed. Each row is data with its basis, to be read by counsel before it is relied upon. */

export const licenceTypes = [
  {
    code: 'CN-HEIGHT',
    zh: '特种作业操作证：高处作业（安装、维护、拆除作业）',
    en: 'Special-work certificate: work at height (installation, maintenance, removal)',
  },
  {
    code: 'CN-LV',
    zh: '特种作业操作证：低压电工作业',
    en: 'Special-work certificate: low-voltage electrical work',
  },
  {
    code: 'CN-HOT',
    zh: '特种作业操作证：熔化焊接与热切割作业',
    en: 'Special-work certificate: fusion welding and thermal cutting',
  },
  {
    code: 'CN-REFRIG',
    zh: '特种作业操作证：制冷与空调设备安装修理作业',
    en: 'Special-work certificate: refrigeration and air-conditioning installation and repair',
  },
  { code: 'US-608-I', zh: '美国 EPA 608 Type I', en: 'EPA 608 Type I' },
  { code: 'US-608-II', zh: '美国 EPA 608 Type II', en: 'EPA 608 Type II' },
  { code: 'US-608-III', zh: '美国 EPA 608 Type III', en: 'EPA 608 Type III' },
  { code: 'US-608-UNIVERSAL', zh: '美国 EPA 608 Universal', en: 'EPA 608 Universal' },
  { code: 'EU-FGAS-PERSON', zh: '欧盟含氟气体人员证书', en: 'EU F-gas certificate for persons' },
  { code: 'EU-FGAS-COMPANY', zh: '欧盟含氟气体企业证书', en: 'EU F-gas certificate for companies' },
] as const

type LegalRuleSeed = {
  id: string
  path: string
  tag: string
  when: Record<string, unknown> | null
  subject: 'PERSON' | 'ENTERPRISE'
  licences: readonly string[]
  enforcement: 'BLOCK' | 'WARN'
  isSupervisable: boolean
  basisZh: string
  basisEn: string
  confidence: 'sourced' | 'to verify'
}

const cnBasis = {
  basisZh: '《家电维修服务业管理办法》；特种作业目录',
  basisEn: 'Measures for the administration of the home-appliance repair trade; catalogue of special work',
}

export const legalRuleSets = ['CN', 'US', 'EU'] as const

export const legalRules: readonly LegalRuleSeed[] = [
  {
    id: 'CN-HEIGHT',
    path: 'CN',
    tag: 'WORK_AT_HEIGHT',
    when: { heightAtLeastM: 2 },
    subject: 'PERSON',
    licences: ['CN-HEIGHT'],
    enforcement: 'BLOCK',
    isSupervisable: false,
    ...cnBasis,
    confidence: 'to verify',
  },
  {
    id: 'CN-LV',
    path: 'CN',
    tag: 'LV_ELECTRICAL',
    when: null,
    subject: 'PERSON',
    licences: ['CN-LV'],
    enforcement: 'BLOCK',
    isSupervisable: false,
    ...cnBasis,
    confidence: 'sourced',
  },
  {
    id: 'CN-HOT',
    path: 'CN',
    tag: 'HOT_WORK',
    when: null,
    subject: 'PERSON',
    licences: ['CN-HOT'],
    enforcement: 'BLOCK',
    isSupervisable: false,
    ...cnBasis,
    confidence: 'to verify',
  },
  {
    id: 'CN-REFRIG-LARGE',
    path: 'CN',
    tag: 'REFRIGERANT_CIRCUIT',
    when: { systemSizeIn: ['LARGE'] },
    subject: 'PERSON',
    licences: ['CN-REFRIG'],
    enforcement: 'BLOCK',
    isSupervisable: false,
    ...cnBasis,
    confidence: 'sourced',
  },
  {
    id: 'CN-REFRIG-HOUSEHOLD',
    path: 'CN',
    tag: 'REFRIGERANT_CIRCUIT',
    when: { systemSizeIn: ['HOUSEHOLD'] },
    subject: 'PERSON',
    licences: ['CN-REFRIG'],
    enforcement: 'WARN',
    isSupervisable: false,
    ...cnBasis,
    confidence: 'to verify',
  },
  {
    id: 'US-608-SMALL',
    path: 'US',
    tag: 'REFRIGERANT_CIRCUIT',
    when: { systemSizeIn: ['HOUSEHOLD'], chargeAtMostKg: 2.268, categoryIn: ['RF'] },
    subject: 'PERSON',
    licences: ['US-608-I', 'US-608-UNIVERSAL'],
    enforcement: 'BLOCK',
    isSupervisable: true,
    basisZh: '美国联邦法规 40 CFR 第 82 部分 F 分部',
    basisEn: '40 CFR part 82 subpart F',
    confidence: 'sourced',
  },
  {
    id: 'US-608-SPLIT',
    path: 'US',
    tag: 'REFRIGERANT_CIRCUIT',
    when: { categoryIn: ['AC', 'HAC', 'VRF'] },
    subject: 'PERSON',
    licences: ['US-608-II', 'US-608-UNIVERSAL'],
    enforcement: 'BLOCK',
    isSupervisable: true,
    basisZh: '美国联邦法规 40 CFR 第 82 部分 F 分部',
    basisEn: '40 CFR part 82 subpart F',
    confidence: 'sourced',
  },
  {
    id: 'EU-FGAS-PERSON',
    path: 'EU',
    tag: 'REFRIGERANT_CIRCUIT',
    when: null,
    subject: 'PERSON',
    licences: ['EU-FGAS-PERSON'],
    enforcement: 'BLOCK',
    isSupervisable: true,
    basisZh: '欧盟实施条例 2024/2215',
    basisEn: 'Implementing Regulation (EU) 2024/2215',
    confidence: 'to verify',
  },
  {
    id: 'EU-FGAS-COMPANY',
    path: 'EU',
    tag: 'REFRIGERANT_CIRCUIT',
    when: null,
    subject: 'ENTERPRISE',
    licences: ['EU-FGAS-COMPANY'],
    enforcement: 'BLOCK',
    isSupervisable: false,
    basisZh: '欧盟实施条例 2024/2215',
    basisEn: 'Implementing Regulation (EU) 2024/2215',
    confidence: 'to verify',
  },
]
