/** The people of the demonstration: who they are, where they work, what they hold. Days are as of the day the demonstration was written. */

export type HeldCredential = {
  brand: string
  type: string
  from: string
  to: string
  suspended?: { from: string; to: string; grounds: string }
}
export type HeldLicence = { type: string; number: string; from: string; to: string; reviewDue?: string }

export type PersonSeed = {
  code: string
  name: string
  latin: string
  roles: readonly { organisation: string; role: string }[]
  affiliation?: {
    outlet: string
    role: 'ENGINEER' | 'TRAINEE' | 'LEAD' | 'OUTLET_MANAGER' | 'TRAINER' | 'ASSESSOR'
    isSupervisor?: boolean
    declares?: readonly { brand: string; category: string }[]
  }
  credentials?: readonly HeldCredential[]
  licences?: readonly HeldLicence[]
}

const meihe = (type: string, from = '2025-06-01', to = '2027-05-31'): HeldCredential => ({
  brand: 'MEIHE',
  type,
  from,
  to,
})
const haiyue = (type: string, from = '2025-06-01', to = '2027-05-31'): HeldCredential => ({
  brand: 'HAIYUE',
  type,
  from,
  to,
})
const lumen = (type: string, from = '2025-06-01', to = '2027-05-31'): HeldCredential => ({
  brand: 'LUMEN',
  type,
  from,
  to,
})
const yearly = (brand: string, type: string): HeldCredential => ({
  brand,
  type,
  from: '2026-06-01',
  to: '2027-05-31',
})
const declares = (brand: string, ...categories: string[]) =>
  categories.map((category) => ({ brand, category }))
const licence = (type: string, number: string, reviewDue = '2027-05-31'): HeldLicence => ({
  type,
  number,
  from: '2024-06-01',
  to: '2030-05-31',
  reviewDue,
})
const engineerOf = (provider: string) => [{ organisation: provider, role: 'engineer' }]

const wuhanEngineers: readonly PersonSeed[] = [
  {
    code: 'E-1001',
    name: '王强',
    latin: 'Wang Qiang',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'LEAD', declares: declares('MEIHE', 'AC', 'RF', 'WM') },
    credentials: [
      meihe('TRI-L2'),
      meihe('AC-L2'),
      meihe('RF-L2'),
      meihe('WM-L2'),
      meihe('AC-L3'),
      meihe('RF-L3'),
      yearly('MEIHE', 'A2L'),
      yearly('MEIHE', 'A3'),
      yearly('MEIHE', 'ETH'),
    ],
    licences: [
      licence('CN-HEIGHT', 'T420106198803120031'),
      licence('CN-LV', 'T420106198803120032'),
      licence('CN-HOT', 'T420106198803120033'),
    ],
  },
  {
    code: 'E-1002',
    name: '李敏',
    latin: 'Li Min',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'ENGINEER', declares: declares('MEIHE', 'AC', 'RF') },
    credentials: [meihe('AC-L2'), meihe('RF-L2', '2025-04-01', '2027-03-31')],
  },
  {
    code: 'E-1003',
    name: '陈刚',
    latin: 'Chen Gang',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'ENGINEER', declares: declares('MEIHE', 'AC') },
    credentials: [meihe('AC-L2', '2025-09-01', '2027-08-31')],
    licences: [
      licence('CN-LV', 'T420111199001080417'),
      {
        type: 'CN-HEIGHT',
        number: 'T420111199001080418',
        from: '2023-07-01',
        to: '2029-06-30',
        reviewDue: '2026-06-30',
      },
    ],
  },
  {
    code: 'E-1004',
    name: '赵雪',
    latin: 'Zhao Xue',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'TRAINEE' },
    credentials: [meihe('WM-L1', '2026-09-01', '2028-08-31')],
  },
  {
    code: 'E-1007',
    name: '吴丹',
    latin: 'Wu Dan',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'ENGINEER', declares: declares('MEIHE', 'AC') },
    credentials: [meihe('AC-L2')],
  },
  {
    code: 'E-1008',
    name: '孙伟',
    latin: 'Sun Wei',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O1', role: 'LEAD', isSupervisor: true, declares: declares('MEIHE', 'WM') },
    credentials: [meihe('WM-L2'), meihe('WM-L3')],
  },
  {
    code: 'E-1011',
    name: '欧阳静雯',
    latin: 'Ouyang Jingwen',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O2', role: 'LEAD', isSupervisor: true, declares: declares('MEIHE', 'AC', 'WM') },
    credentials: [meihe('AC-L2'), meihe('WM-L2'), yearly('MEIHE', 'A2L'), yearly('MEIHE', 'ETH')],
    licences: [licence('CN-LV', 'T420115199203040521')],
  },
  {
    code: 'E-1012',
    name: '阿依古丽·买买提',
    latin: 'Ayigul Mamat',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O2', role: 'ENGINEER', declares: declares('MEIHE', 'RF') },
    credentials: [meihe('RF-L2', '2024-12-15', '2026-12-14')],
  },
  {
    code: 'E-1013',
    name: '秦朗',
    latin: 'Qin Lang',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O2', role: 'TRAINEE' },
  },
  {
    code: 'E-1014',
    name: '马骁',
    latin: 'Ma Xiao',
    roles: engineerOf('P1'),
    affiliation: { outlet: 'O2', role: 'ENGINEER', declares: declares('MEIHE', 'AC') },
    credentials: [meihe('AC-L1', '2026-02-01', '2028-01-31')],
  },
]

const otherEngineers: readonly PersonSeed[] = [
  {
    code: 'E-1021',
    name: '郑志远',
    latin: 'Zheng Zhiyuan',
    roles: engineerOf('P2'),
    affiliation: {
      outlet: 'O3',
      role: 'LEAD',
      isSupervisor: true,
      declares: declares('HAIYUE', 'VRF', 'HAC'),
    },
    credentials: [haiyue('VRF-C3'), haiyue('HAC-C2'), yearly('HAIYUE', 'A2L'), yearly('HAIYUE', 'ETH')],
    licences: [
      licence('CN-HEIGHT', 'T420102198507210019'),
      licence('CN-LV', 'T420102198507210020'),
      licence('CN-HOT', 'T420102198507210021'),
      licence('CN-REFRIG', 'T420102198507210022'),
    ],
  },
  {
    code: 'E-1022',
    name: '唐宇',
    latin: 'Tang Yu',
    roles: engineerOf('P2'),
    affiliation: { outlet: 'O4', role: 'LEAD', declares: declares('HAIYUE', 'HAC') },
    credentials: [haiyue('HAC-C2')],
    licences: [licence('CN-LV', 'T420105199110150028')],
  },
  {
    code: 'E-1023',
    name: '罗欣',
    latin: 'Luo Xin',
    roles: engineerOf('P2'),
    affiliation: { outlet: 'O4', role: 'ENGINEER', declares: declares('HAIYUE', 'HAC') },
    credentials: [haiyue('HAC-C2')],
  },
  {
    code: 'E-1024',
    name: '韩磊',
    latin: 'Han Lei',
    roles: engineerOf('P2'),
    affiliation: { outlet: 'O4', role: 'ENGINEER', declares: declares('HAIYUE', 'HAC') },
    credentials: [haiyue('HAC-C1')],
  },
  {
    code: 'E-1025',
    name: '曹颖',
    latin: 'Cao Ying',
    roles: engineerOf('P2'),
    affiliation: { outlet: 'O4', role: 'ENGINEER', declares: declares('HAIYUE', 'HAC') },
    credentials: [haiyue('HAC-C1')],
  },
  {
    code: 'E-1031',
    name: '潘文博',
    latin: 'Pan Wenbo',
    roles: engineerOf('P3'),
    affiliation: {
      outlet: 'O5',
      role: 'LEAD',
      declares: [...declares('MEIHE', 'AC', 'WM'), ...declares('HAIYUE', 'HAC')],
    },
    credentials: [meihe('AC-L2'), meihe('WM-L2'), haiyue('HAC-C2'), yearly('MEIHE', 'A2L')],
    licences: [licence('CN-LV', 'T420106199406180036')],
  },
  {
    code: 'E-1032',
    name: '朱莉',
    latin: 'Zhu Li',
    roles: engineerOf('P3'),
    affiliation: {
      outlet: 'O5',
      role: 'ENGINEER',
      declares: [...declares('MEIHE', 'AC'), ...declares('HAIYUE', 'PRN')],
    },
    credentials: [meihe('AC-L2'), haiyue('PRN-C2')],
  },
  {
    code: 'E-1005',
    name: '刘洋',
    latin: 'Liu Yang',
    roles: engineerOf('P4'),
    affiliation: { outlet: 'O6', role: 'ENGINEER', declares: declares('LUMEN', 'NB') },
    credentials: [lumen('NB-L2', '2024-12-06', '2026-12-05'), yearly('LUMEN', 'DATA')],
  },
  {
    code: 'E-1006',
    name: '周凯',
    latin: 'Zhou Kai',
    roles: engineerOf('P4'),
    affiliation: { outlet: 'O7', role: 'ENGINEER', declares: declares('LUMEN', 'NB') },
    credentials: [
      {
        ...lumen('NB-L2'),
        suspended: {
          from: '2026-10-12',
          to: '2027-01-11',
          grounds: 'PADP: a good board was replaced on purpose / 故意更换性能正常的主板',
        },
      },
      yearly('LUMEN', 'DATA'),
    ],
  },
  {
    code: 'E-1041',
    name: '高翔宇',
    latin: 'Gao Xiangyu',
    roles: engineerOf('P4'),
    affiliation: { outlet: 'O6', role: 'LEAD', isSupervisor: true, declares: declares('LUMEN', 'SV', 'NB') },
    credentials: [lumen('SV-L2'), lumen('NB-L3'), yearly('LUMEN', 'DATA')],
  },
  {
    code: 'E-1042',
    name: '夏青',
    latin: 'Xia Qing',
    roles: engineerOf('P4'),
    affiliation: { outlet: 'O7', role: 'LEAD', declares: declares('LUMEN', 'NB') },
    credentials: [lumen('NB-L2'), yearly('LUMEN', 'DATA')],
  },
]

const staff: readonly PersonSeed[] = [
  {
    code: 'A-2001',
    name: '何静',
    latin: 'He Jing',
    roles: [{ organisation: 'MEIHE', role: 'assessor' }],
    affiliation: { outlet: 'O1', role: 'ASSESSOR' },
    credentials: [meihe('WM-L3'), meihe('AC-L3')],
  },
  {
    code: 'A-2002',
    name: '冯岚',
    latin: 'Feng Lan',
    roles: [
      { organisation: 'MEIHE', role: 'assessor' },
      { organisation: 'LUMEN', role: 'assessor' },
      { organisation: 'HAIYUE', role: 'assessor' },
    ],
    credentials: [meihe('WM-L3'), meihe('AC-L3'), meihe('RF-L3'), lumen('NB-L3'), haiyue('HAC-C2')],
  },
  {
    code: 'T-2201',
    name: '许诺',
    latin: 'Xu Nuo',
    roles: [{ organisation: 'MEIHE', role: 'trainer' }],
    credentials: [meihe('WM-L3')],
  },
  {
    code: 'I-2101',
    name: '邓凯文',
    latin: 'Deng Kaiwen',
    roles: [
      { organisation: 'MEIHE', role: 'invigilator' },
      { organisation: 'LUMEN', role: 'invigilator' },
    ],
  },
  {
    code: 'B-5001',
    name: '林澈',
    latin: 'Lin Che',
    roles: [{ organisation: 'MEIHE', role: 'certification-officer' }],
  },
  {
    code: 'B-5002',
    name: '宋禾',
    latin: 'Song He',
    roles: [{ organisation: 'MEIHE', role: 'certification-officer' }],
  },
  {
    code: 'B-5003',
    name: '方远',
    latin: 'Fang Yuan',
    roles: [{ organisation: 'MEIHE', role: 'curriculum-author' }],
  },
  {
    code: 'B-5004',
    name: '叶青',
    latin: 'Ye Qing',
    roles: [{ organisation: 'MEIHE', role: 'item-reviewer' }],
  },
  {
    code: 'B-5101',
    name: '顾言',
    latin: 'Gu Yan',
    roles: [{ organisation: 'LUMEN', role: 'certification-officer' }],
  },
  {
    code: 'B-5102',
    name: '江屿',
    latin: 'Jiang Yu',
    roles: [{ organisation: 'LUMEN', role: 'curriculum-author' }],
  },
  {
    code: 'B-5201',
    name: '罗桐',
    latin: 'Luo Tong',
    roles: [{ organisation: 'HAIYUE', role: 'certification-officer' }],
  },
  {
    code: 'P-6001',
    name: '高翔',
    latin: 'Gao Xiang',
    roles: [{ organisation: 'P1', role: 'provider-manager' }],
  },
  {
    code: 'D-7001',
    name: '蒋宁',
    latin: 'Jiang Ning',
    roles: [{ organisation: 'MEIHE', role: 'dispatcher' }],
  },
  { code: 'S-8001', name: '管理员', latin: 'Admin', roles: [{ organisation: 'TIERGATE', role: 'admin' }] },
  {
    code: 'G-3001',
    name: '湖北监管账户',
    latin: 'Hubei observer',
    roles: [{ organisation: 'HB-GOV', role: 'regulator' }],
  },
  {
    code: 'M-4001',
    name: '中立质评',
    latin: 'Zhongli monitor',
    roles: [{ organisation: 'ZHONGLI', role: 'monitor' }],
  },
]

export const people: readonly PersonSeed[] = [...wuhanEngineers, ...otherEngineers, ...staff]

/** The family and given names from which the generated engineers of P5 are made. */
export const familyNames = [
  ['张', 'Zhang'],
  ['杨', 'Yang'],
  ['黄', 'Huang'],
  ['徐', 'Xu'],
  ['胡', 'Hu'],
  ['郭', 'Guo'],
  ['梁', 'Liang'],
  ['谢', 'Xie'],
  ['沈', 'Shen'],
  ['彭', 'Peng'],
  ['余', 'Yu'],
  ['田', 'Tian'],
] as const
export const givenNames = [
  ['伟明', 'Weiming'],
  ['建国', 'Jianguo'],
  ['晓东', 'Xiaodong'],
  ['丽华', 'Lihua'],
  ['俊', 'Jun'],
  ['婷', 'Ting'],
  ['志强', 'Zhiqiang'],
  ['雨桐', 'Yutong'],
  ['海涛', 'Haitao'],
  ['思源', 'Siyuan'],
  ['佳怡', 'Jiayi'],
  ['鹏飞', 'Pengfei'],
  ['倩', 'Qian'],
] as const
