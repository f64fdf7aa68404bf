/** The brands of the demonstration and their ladders. Brands are invented; the shapes follow real programmes. */

export type Rung = {
  code: string
  zh: string
  en: string
  scopeZh: string
  scopeEn: string
  isSafetyCritical?: boolean
}
export type LadderSeed = { brand: string; category: string; zh: string; en: string; rungs: readonly Rung[] }

export const brands = [
  { code: 'LUMEN', en: 'Lumen', zh: '流明计算' },
  { code: 'MEIHE', en: 'Meihe', zh: '美禾电器' },
  { code: 'HAIYUE', en: 'Haiyue', zh: '海岳' },
] as const

const computerRungs = (prefix: string): Rung[] => [
  {
    code: `${prefix}-L1`,
    zh: '模块更换工程师',
    en: 'Module-swap technician',
    scopeZh: '电池、内存、固态硬盘、键盘、适配器等可更换件',
    scopeEn: 'battery, memory, SSD, keyboard, adapter',
  },
  {
    code: `${prefix}-L2`,
    zh: '整机维修工程师',
    en: 'System technician',
    scopeZh: '主板整板更换、屏幕总成、散热模组、转轴',
    scopeEn: 'system board swap, display assembly, thermal module, hinges',
  },
  {
    code: `${prefix}-L3`,
    zh: '故障诊断工程师',
    en: 'Diagnostic engineer',
    scopeZh: '间歇故障、进液机、供电时序测量、数据保全',
    scopeEn: 'intermittent faults, liquid damage, power-rail sequencing, data preservation',
  },
  {
    code: `${prefix}-L4`,
    zh: '板级维修专家',
    en: 'Board-level specialist',
    scopeZh: '元器件级维修、BGA 返修、考评员资格前提',
    scopeEn: 'component-level repair, BGA rework, prerequisite for assessor',
  },
]

export const ladders: readonly LadderSeed[] = [
  { brand: 'LUMEN', category: 'NB', zh: '笔记本电脑', en: 'Notebook', rungs: computerRungs('NB') },
  {
    brand: 'LUMEN',
    category: 'DT',
    zh: '台式机/工作站',
    en: 'Desktop and workstation',
    rungs: computerRungs('DT'),
  },
  {
    brand: 'LUMEN',
    category: 'SV',
    zh: '服务器/存储',
    en: 'Server and storage',
    rungs: [
      {
        code: 'SV-L1',
        zh: '热插拔件更换',
        en: 'Hot-swap technician',
        scopeZh: '电源、风扇、硬盘热插拔更换',
        scopeEn: 'hot-swap PSU, fan, drive',
      },
      {
        code: 'SV-L2',
        zh: '服务器维修工程师',
        en: 'Server technician',
        scopeZh: '主板、CPU、内存、RAID 卡、固件升级',
        scopeEn: 'board, CPU, memory, RAID card, firmware',
      },
      {
        code: 'SV-L3',
        zh: '企业级诊断工程师',
        en: 'Enterprise diagnostic engineer',
        scopeZh: '存储阵列、双控、日志分析、变更窗口管理',
        scopeEn: 'arrays, dual controllers, log analysis, change windows',
      },
      {
        code: 'SV-L4',
        zh: '架构支持专家',
        en: 'Senior escalation specialist',
        scopeZh: '重大故障升级、根因分析、考评',
        scopeEn: 'major incident, root cause, assessment',
      },
    ],
  },
  {
    brand: 'MEIHE',
    category: 'AC',
    zh: '房间空调器',
    en: 'Room air conditioner',
    rungs: [
      {
        code: 'AC-L1',
        zh: '空调安装清洗工',
        en: 'AC install and cleaning',
        scopeZh: '安装辅助、清洗、滤网、遥控与传感器检查',
        scopeEn: 'install assistance, cleaning, filters, remote and sensor checks',
      },
      {
        code: 'AC-L2',
        zh: '空调维修工程师',
        en: 'AC repair engineer',
        scopeZh: '电控、风机、四通阀线圈、检漏与补充制冷剂（不开焊）',
        scopeEn: 'controls, fans, valve coil, leak check and top-up without brazing',
        isSafetyCritical: true,
      },
      {
        code: 'AC-L3',
        zh: '空调高级工程师',
        en: 'AC senior engineer',
        scopeZh: '压缩机、焊接、变频模块 IPM、系统回收与充注',
        scopeEn: 'compressor, brazing, inverter IPM, recovery and charging',
        isSafetyCritical: true,
      },
    ],
  },
  {
    brand: 'MEIHE',
    category: 'RF',
    zh: '电冰箱',
    en: 'Refrigerator',
    rungs: [
      {
        code: 'RF-L1',
        zh: '冰箱基础服务',
        en: 'Fridge basic service',
        scopeZh: '门封、照明、温控设置、清洁',
        scopeEn: 'gasket, lamp, settings, cleaning',
      },
      {
        code: 'RF-L2',
        zh: '冰箱维修工程师',
        en: 'Fridge repair engineer',
        scopeZh: '电控、风机、化霜、传感器、电磁阀',
        scopeEn: 'controls, fan, defrost, sensors, solenoid',
      },
      {
        code: 'RF-L3',
        zh: '冰箱制冷系统工程师',
        en: 'Fridge sealed-system engineer',
        scopeZh: 'R600a/R134a 制冷系统、压缩机、毛细管、干燥过滤器',
        scopeEn: 'sealed system, compressor, capillary, drier',
        isSafetyCritical: true,
      },
    ],
  },
  {
    brand: 'MEIHE',
    category: 'WM',
    zh: '洗衣机',
    en: 'Washing machine',
    rungs: [
      {
        code: 'WM-L1',
        zh: '洗衣机基础服务',
        en: 'Washer basic service',
        scopeZh: '安装调平、进排水检查、清洗',
        scopeEn: 'levelling, water supply and drain checks, cleaning',
      },
      {
        code: 'WM-L2',
        zh: '洗衣机维修工程师',
        en: 'Washer repair engineer',
        scopeZh: '进水阀、排水泵、水位传感器、门锁、电脑板',
        scopeEn: 'inlet valve, drain pump, level sensor, door lock, control board',
      },
      {
        code: 'WM-L3',
        zh: '洗衣机高级工程师',
        en: 'Washer senior engineer',
        scopeZh: '轴承油封、变频电机驱动、热泵干衣模块',
        scopeEn: 'bearing and seal, inverter drive, heat-pump dryer module',
        isSafetyCritical: true,
      },
    ],
  },
  {
    brand: 'HAIYUE',
    category: 'HAC',
    zh: '家用空调',
    en: 'Household AC',
    rungs: [
      {
        code: 'HAC-C1',
        zh: '安装维修员',
        en: 'Installer-repairer',
        scopeZh: '安装、移机、常规检修',
        scopeEn: 'install, relocate, routine service',
        isSafetyCritical: true,
      },
      {
        code: 'HAC-C2',
        zh: '维修工程师',
        en: 'Repair engineer',
        scopeZh: '制冷系统与变频电控',
        scopeEn: 'refrigeration circuit and inverter control',
        isSafetyCritical: true,
      },
    ],
  },
  {
    brand: 'HAIYUE',
    category: 'VRF',
    zh: '多联机/中央空调',
    en: 'VRF and central AC',
    rungs: [
      {
        code: 'VRF-C1',
        zh: '多联机保养员',
        en: 'VRF maintenance',
        scopeZh: '巡检、清洗、参数读取',
        scopeEn: 'inspection, cleaning, parameter read-out',
      },
      {
        code: 'VRF-C2',
        zh: '多联机维修工程师',
        en: 'VRF repair engineer',
        scopeZh: '电子膨胀阀、通讯、检漏、局部维修',
        scopeEn: 'EEV, communication, leak location, partial repair',
        isSafetyCritical: true,
      },
      {
        code: 'VRF-C3',
        zh: '中央空调工程师',
        en: 'Central AC engineer',
        scopeZh: '压缩机更换、系统回收、真空、追加充注',
        scopeEn: 'compressor change, recovery, evacuation, additional charge',
        isSafetyCritical: true,
      },
      {
        code: 'VRF-C4',
        zh: '区域技术督导',
        en: 'Regional technical supervisor',
        scopeZh: '技术支援、考评、现场稽核',
        scopeEn: 'support, assessment, field audit',
        isSafetyCritical: true,
      },
    ],
  },
  {
    brand: 'HAIYUE',
    category: 'PRN',
    zh: '打印机',
    en: 'Printer',
    rungs: [
      {
        code: 'PRN-C1',
        zh: '耗材与部件更换',
        en: 'Consumables and modules',
        scopeZh: '耗材、进纸组件、清洁',
        scopeEn: 'consumables, feed kit, cleaning',
      },
      {
        code: 'PRN-C2',
        zh: '打印机维修工程师',
        en: 'Printer engineer',
        scopeZh: '定影组件、激光器、主控板、固件',
        scopeEn: 'fuser, laser unit, formatter, firmware',
      },
    ],
  },
]

/** Endorsements, which each brand issues for itself. */
export const endorsements = [
  {
    code: 'A2L',
    zh: '可燃制冷剂 A2L(R32)',
    en: 'Flammable refrigerant A2L (R32)',
    course: 'A2L-110',
    workingGraceDays: 0,
  },
  {
    code: 'A3',
    zh: '可燃制冷剂 A3(R600a/R290)',
    en: 'Flammable refrigerant A3 (R600a/R290)',
    course: 'A3-110',
    workingGraceDays: 0,
  },
  {
    code: 'HVDC',
    zh: '高压直流母线作业',
    en: 'High-voltage DC bus work',
    course: 'HVDC-110',
    workingGraceDays: 0,
  },
  {
    code: 'DATA',
    zh: '数据介质与隐私保护',
    en: 'Data media and privacy',
    course: 'DATA-110',
    workingGraceDays: 0,
  },
  {
    code: 'ETH',
    zh: '诚信服务与价格公示',
    en: 'Integrity and price disclosure',
    course: 'ETH-101',
    workingGraceDays: 14,
  },
] as const

/** The course of a rung, where the catalogue names one, and whether it ends with a practical. */
export const courseOfRung: Readonly<Record<string, string>> = {
  'NB-L2': 'NB-201',
  'SV-L2': 'SV-201',
  'NB-L4': 'BRD-401',
  'AC-L2': 'AC-201',
  'AC-L3': 'AC-301',
  'RF-L3': 'RF-301',
  'WM-L2': 'WM-201',
}

export const composite = {
  code: 'TRI-L2',
  brand: 'MEIHE',
  zh: '三类综合工程师（空调·冰箱·洗衣机）',
  en: 'Three-category engineer (AC, refrigerator, washer)',
  components: ['AC-L2', 'RF-L2', 'WM-L2'],
  categories: ['AC', 'RF', 'WM'],
  level: 2,
  course: 'TRI-251',
} as const
