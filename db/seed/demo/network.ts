/** Providers and outlets of the demonstration, their contracts, deposits and authorisations. */

type ProviderSeed = {
  code: string
  zh: string
  en: string
  contractType: 'SELF_BUILT' | 'AUTHORISED' | 'OUTSOURCED' | 'BUYOUT_MERCHANT' | 'THIRD_PARTY_BRAND'
  brands: readonly string[]
}

export const providers: readonly ProviderSeed[] = [
  { code: 'P1', zh: '江城服务', en: 'Jiangcheng Service', contractType: 'AUTHORISED', brands: ['MEIHE'] },
  {
    code: 'P2',
    zh: '楚天电器服务',
    en: 'Chutian Appliance Service',
    contractType: 'AUTHORISED',
    brands: ['HAIYUE'],
  },
  {
    code: 'P3',
    zh: '好邻居服务中心',
    en: 'Good Neighbour Service Centre',
    contractType: 'BUYOUT_MERCHANT',
    brands: ['MEIHE', 'HAIYUE'],
  },
  { code: 'P4', zh: '流明金牌服务', en: 'Lumen Gold Service', contractType: 'AUTHORISED', brands: ['LUMEN'] },
  { code: 'P5', zh: '旭日服务', en: 'Sunrise Service', contractType: 'THIRD_PARTY_BRAND', brands: ['LUMEN'] },
  {
    code: 'P6',
    zh: '新程家电服务',
    en: 'New Journey Appliance Service',
    contractType: 'AUTHORISED',
    brands: [],
  },
]

export type AuthorisationSeed = {
  brand: string
  category: string
  maxLevel: number
  state: 'DOC_REVIEW' | 'ACTIVE' | 'AT_RISK' | 'PROBATION'
  since: string
  reason: string
}

type OutletSeed = {
  code: string
  provider: string
  parent: string | null
  tier: 'AGENT' | 'SERVICE_CENTRE' | 'OUTLET'
  zh: string
  en: string
  cityZh: string
  cityEn: string
  path: string
  authorisations: readonly AuthorisationSeed[]
  /** The brand whose deposit is not paid but waived, with the last day of the waiver. */
  waiver?: { brand: string; lastDay: string }
}

const active = (brand: string, category: string, maxLevel: number): AuthorisationSeed => ({
  brand,
  category,
  maxLevel,
  state: 'ACTIVE',
  since: '2025-06-01',
  reason: 'Site audit passed',
})

const wuhan = { cityZh: '武汉', cityEn: 'Wuhan', path: 'CN/HB/WUH' }

export const outlets: readonly OutletSeed[] = [
  {
    code: 'O1',
    provider: 'P1',
    parent: null,
    tier: 'OUTLET',
    zh: '江城服务 武昌网点',
    en: 'Jiangcheng Wuchang',
    ...wuhan,
    authorisations: [active('MEIHE', 'AC', 3), active('MEIHE', 'RF', 3), active('MEIHE', 'WM', 3)],
  },
  {
    code: 'O2',
    provider: 'P1',
    parent: null,
    tier: 'OUTLET',
    zh: '江城服务 江夏网点',
    en: 'Jiangcheng Jiangxia',
    ...wuhan,
    authorisations: [active('MEIHE', 'AC', 2), active('MEIHE', 'RF', 2), active('MEIHE', 'WM', 2)],
    waiver: { brand: 'MEIHE', lastDay: '2027-03-31' },
  },
  {
    code: 'O3',
    provider: 'P2',
    parent: null,
    tier: 'SERVICE_CENTRE',
    zh: '楚天电器 汉口服务中心',
    en: 'Chutian Hankou centre',
    ...wuhan,
    authorisations: [active('HAIYUE', 'HAC', 2), active('HAIYUE', 'VRF', 3)],
  },
  {
    code: 'O4',
    provider: 'P2',
    parent: 'O3',
    tier: 'OUTLET',
    zh: '楚天电器 汉阳网点',
    en: 'Chutian Hanyang',
    ...wuhan,
    authorisations: [
      {
        brand: 'HAIYUE',
        category: 'HAC',
        maxLevel: 2,
        state: 'AT_RISK',
        since: '2026-11-13',
        reason: 'HAC-C2: 2 of 4 certified',
      },
    ],
  },
  {
    code: 'O5',
    provider: 'P3',
    parent: null,
    tier: 'SERVICE_CENTRE',
    zh: '好邻居 武昌服务中心',
    en: 'Good Neighbour Wuchang',
    ...wuhan,
    authorisations: [
      active('MEIHE', 'AC', 2),
      active('MEIHE', 'RF', 2),
      active('MEIHE', 'WM', 2),
      active('HAIYUE', 'HAC', 2),
      active('HAIYUE', 'PRN', 2),
    ],
  },
  {
    code: 'O6',
    provider: 'P4',
    parent: null,
    tier: 'SERVICE_CENTRE',
    zh: '流明金牌 光谷服务器中心',
    en: 'Lumen Gold server centre',
    ...wuhan,
    authorisations: [active('LUMEN', 'SV', 3), active('LUMEN', 'NB', 3)],
  },
  {
    code: 'O7',
    provider: 'P4',
    parent: 'O6',
    tier: 'OUTLET',
    zh: '流明金牌 街道口网点',
    en: 'Lumen Gold Jiedaokou',
    ...wuhan,
    authorisations: [
      {
        brand: 'LUMEN',
        category: 'NB',
        maxLevel: 3,
        state: 'PROBATION',
        since: '2026-10-12',
        reason: 'PADP: a good board was replaced',
      },
    ],
  },
  {
    code: 'O8',
    provider: 'P6',
    parent: null,
    tier: 'OUTLET',
    zh: '新程家电 青山网点',
    en: 'New Journey Qingshan',
    ...wuhan,
    authorisations: [
      {
        brand: 'MEIHE',
        category: 'WM',
        maxLevel: 2,
        state: 'DOC_REVIEW',
        since: '2026-11-02',
        reason: '3 clauses open',
      },
    ],
  },
]

export const others = [
  { code: 'TIERGATE', kind: 'platform', zh: 'Tiergate 平台', en: 'Tiergate platform' },
  { code: 'HB-GOV', kind: 'government', zh: '湖北省主管部门', en: 'Hubei authority' },
  { code: 'ZHONGLI', kind: 'monitor', zh: '中立质评', en: 'Zhongli Quality Monitor' },
] as const

/** Cities over which the generated outlets of P5 are spread. */
export const p5Cities = [
  ['WUH', 'CN/HB/WUH', '武汉', 'Wuhan'],
  ['YIC', 'CN/HB/YIC', '宜昌', 'Yichang'],
  ['XFN', 'CN/HB/XFN', '襄阳', 'Xiangyang'],
  ['CSX', 'CN/HN/CSX', '长沙', 'Changsha'],
  ['KHN', 'CN/JX/KHN', '南昌', 'Nanchang'],
  ['HFE', 'CN/AH/HFE', '合肥', 'Hefei'],
  ['CGO', 'CN/HA/CGO', '郑州', 'Zhengzhou'],
  ['NKG', 'CN/JS/NKG', '南京', 'Nanjing'],
  ['HGH', 'CN/ZJ/HGH', '杭州', 'Hangzhou'],
  ['SHA', 'CN/SH/SHA', '上海', 'Shanghai'],
  ['CAN', 'CN/GD/CAN', '广州', 'Guangzhou'],
  ['SZX', 'CN/GD/SZX', '深圳', 'Shenzhen'],
  ['FOC', 'CN/FJ/FOC', '福州', 'Fuzhou'],
  ['CKG', 'CN/CQ/CKG', '重庆', 'Chongqing'],
  ['CTU', 'CN/SC/CTU', '成都', 'Chengdu'],
  ['XIY', 'CN/SN/XIY', '西安', "Xi'an"],
  ['TYN', 'CN/SX/TYN', '太原', 'Taiyuan'],
  ['TNA', 'CN/SD/TNA', '济南', 'Jinan'],
  ['TSN', 'CN/TJ/TSN', '天津', 'Tianjin'],
  ['PEK', 'CN/BJ/PEK', '北京', 'Beijing'],
] as const
