/** The repairs, models and rules of the demonstration. Codes are stable: tests and examples use them. */

export type OperationSeed = {
  code: string
  zh: string
  en: string
  category: { brand: string; code: string } | null
  /** Null: no requirement rule exists, so that nobody may do it. */
  level: number | null
  tags?: readonly string[]
  endorsements?: readonly string[]
  /** Endorsements that one refrigerant adds. */
  refrigerantEndorsements?: { refrigerant: string; endorsements: readonly string[] }
  isSupervisable: boolean
  isOneToOne?: boolean
  evidenceZh: string
  evidenceEn: string
}

const nb = { brand: 'LUMEN', code: 'NB' }
const sv = { brand: 'LUMEN', code: 'SV' }
const ac = { brand: 'MEIHE', code: 'AC' }
const rf = { brand: 'MEIHE', code: 'RF' }
const wm = { brand: 'MEIHE', code: 'WM' }
const hac = { brand: 'HAIYUE', code: 'HAC' }
const vrf = { brand: 'HAIYUE', code: 'VRF' }
const prn = { brand: 'HAIYUE', code: 'PRN' }

export const operations: readonly OperationSeed[] = [
  { code: 'NB-BATTERY', zh: '更换电池', en: 'Replace battery', category: nb, level: 1, isSupervisable: true, evidenceZh: '照片、循环次数', evidenceEn: 'photo, cycle count' },
  { code: 'NB-BOARD', zh: '更换主板', en: 'Replace system board', category: nb, level: 2, endorsements: ['DATA'], isSupervisable: true, evidenceZh: '诊断日志、新旧件序列号', evidenceEn: 'diagnostic log, serial out/in' },
  { code: 'NB-LIQUID', zh: '进液机诊断', en: 'Liquid-damage diagnosis', category: nb, level: 3, tags: ['DATA_MEDIA'], endorsements: ['DATA'], isSupervisable: true, evidenceZh: '主板照片', evidenceEn: 'board photos' },
  { code: 'NB-POWER-IC', zh: '主板供电芯片更换', en: 'Replace power IC', category: nb, level: 4, isSupervisable: false, evidenceZh: '更换前后供电读数', evidenceEn: 'rail readings before/after' },
  { code: 'SV-RAID-DRIVE', zh: '热插拔更换 RAID 硬盘', en: 'Hot-swap RAID drive', category: sv, level: 1, tags: ['DATA_MEDIA'], endorsements: ['DATA'], isSupervisable: true, evidenceZh: '槽位指示灯照片、阵列状态', evidenceEn: 'slot LED photo, array state' },
  { code: 'SV-BOARD', zh: '更换服务器主板', en: 'Replace server board', category: sv, level: 2, endorsements: ['DATA'], isSupervisable: true, evidenceZh: 'BMC 日志', evidenceEn: 'BMC log' },
  { code: 'AC-CLEAN', zh: '空调清洗', en: 'Clean air conditioner', category: ac, level: 1, isSupervisable: true, evidenceZh: '照片', evidenceEn: 'photos' },
  { code: 'AC-ROOM-SENSOR', zh: '更换室温传感器', en: 'Replace room sensor', category: ac, level: 2, isSupervisable: true, evidenceZh: '阻值读数', evidenceEn: 'resistance reading' },
  { code: 'AC-OUTDOOR-FAN', zh: '室外机风机更换（外墙）', en: 'Outdoor fan, outer wall', category: ac, level: 2, tags: ['WORK_AT_HEIGHT', 'LV_ELECTRICAL'], isSupervisable: false, evidenceZh: '安全带照片', evidenceEn: 'harness photo' },
  { code: 'AC-LEAK-TOPUP', zh: '检漏与补充 R32', en: 'Leak check and R32 top-up', category: ac, level: 2, tags: ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A2L'], endorsements: ['A2L'], isSupervisable: true, isOneToOne: true, evidenceZh: '漏点照片、充注重量', evidenceEn: 'leak point photo, charge weight' },
  { code: 'AC-COMPRESSOR', zh: '更换压缩机（R32）', en: 'Replace compressor', category: ac, level: 3, tags: ['REFRIGERANT_CIRCUIT', 'HOT_WORK', 'FLAMMABLE_A2L'], endorsements: ['A2L'], isSupervisable: true, isOneToOne: true, evidenceZh: '回收重量、真空度、充注重量', evidenceEn: 'recovery weight, vacuum, charge weight' },
  { code: 'AC-IPM', zh: '更换变频模块 IPM', en: 'Replace IPM', category: ac, level: 3, tags: ['HV_DC_BUS'], endorsements: ['HVDC'], isSupervisable: true, isOneToOne: true, evidenceZh: '母线电压读数、二极管读数', evidenceEn: 'bus voltage reading, diode readings' },
  { code: 'RF-GASKET', zh: '更换门封', en: 'Replace door gasket', category: rf, level: 1, isSupervisable: true, evidenceZh: '照片', evidenceEn: 'photo' },
  { code: 'RF-DEFROST', zh: '化霜故障', en: 'Defrost fault', category: rf, level: 2, isSupervisable: true, evidenceZh: '加热器阻值', evidenceEn: 'heater ohms' },
  { code: 'RF-DRIER', zh: '更换干燥过滤器（R600a）', en: 'Replace drier', category: rf, level: 3, tags: ['REFRIGERANT_CIRCUIT', 'FLAMMABLE_A3'], endorsements: ['A3'], isSupervisable: true, isOneToOne: true, evidenceZh: '充注重量', evidenceEn: 'charge weight' },
  { code: 'WM-LEVEL', zh: '安装调平', en: 'Level and connect', category: wm, level: 1, isSupervisable: true, evidenceZh: '照片', evidenceEn: 'photo' },
  { code: 'WM-INLET-VALVE', zh: '更换进水电磁阀', en: 'Replace inlet valve', category: wm, level: 2, isSupervisable: true, evidenceZh: '线圈阻值、漏水测试', evidenceEn: 'coil ohms, leak test' },
  { code: 'WM-BEARING', zh: '轴承油封', en: 'Bearing and seal', category: wm, level: 3, isSupervisable: true, evidenceZh: '前后声音记录', evidenceEn: 'before/after sound clip' },
  { code: 'HAC-RELOCATE', zh: '空调移机', en: 'Relocate AC', category: hac, level: 1, tags: ['REFRIGERANT_CIRCUIT', 'WORK_AT_HEIGHT', 'LV_ELECTRICAL'], refrigerantEndorsements: { refrigerant: 'R32', endorsements: ['A2L'] }, isSupervisable: false, evidenceZh: '称重回收记录', evidenceEn: 'recovery by weight' },
  { code: 'VRF-COMPRESSOR', zh: '多联机压缩机更换', en: 'VRF compressor', category: vrf, level: 3, tags: ['REFRIGERANT_CIRCUIT', 'HOT_WORK', 'LV_ELECTRICAL'], isSupervisable: true, isOneToOne: true, evidenceZh: '回收与真空记录', evidenceEn: 'recovery + vacuum log' },
  { code: 'VRF-COMMS', zh: '多联机通讯故障', en: 'VRF communication', category: vrf, level: 2, tags: ['LV_ELECTRICAL'], isSupervisable: true, evidenceZh: '波形/阻值', evidenceEn: 'waveform/ohms' },
  { code: 'PRN-FUSER', zh: '更换定影组件', en: 'Replace fuser', category: prn, level: 2, isSupervisable: true, evidenceZh: '页数', evidenceEn: 'page count' },
  { code: 'DIAGNOSE', zh: '上门检测', en: 'On-site diagnosis', category: null, level: 1, endorsements: ['ETH'], isSupervisable: true, evidenceZh: '故障视频', evidenceEn: 'symptom video' },
  { code: 'AC-UNLISTED', zh: '未归类作业', en: 'Unclassified work', category: ac, level: null, isSupervisable: false, evidenceZh: '无', evidenceEn: 'none' },
]

export const models = [
  { code: 'LM-NB-14', brand: 'LUMEN', category: 'NB', refrigerant: null, size: null, launchedOn: '2024-03-01', delta: null },
  { code: 'LM-SV-2U', brand: 'LUMEN', category: 'SV', refrigerant: null, size: null, launchedOn: '2024-03-01', delta: null },
  { code: 'MH-AC-35-R32', brand: 'MEIHE', category: 'AC', refrigerant: 'R32', size: 'HOUSEHOLD', launchedOn: '2023-05-01', delta: null },
  { code: 'MH-AC-26-R410A', brand: 'MEIHE', category: 'AC', refrigerant: 'R410A', size: 'HOUSEHOLD', launchedOn: '2018-05-01', delta: null },
  { code: 'MH-AC-35-NEW', brand: 'MEIHE', category: 'AC', refrigerant: 'R32', size: 'HOUSEHOLD', launchedOn: '2026-10-09', delta: 'AC-D-2026' },
  { code: 'MH-RF-320-R600A', brand: 'MEIHE', category: 'RF', refrigerant: 'R600a', size: 'HOUSEHOLD', launchedOn: '2023-05-01', delta: null },
  { code: 'MH-WM-10', brand: 'MEIHE', category: 'WM', refrigerant: null, size: null, launchedOn: '2023-05-01', delta: null },
  { code: 'HY-AC-26-R32', brand: 'HAIYUE', category: 'HAC', refrigerant: 'R32', size: 'HOUSEHOLD', launchedOn: '2023-05-01', delta: null },
  { code: 'HY-VRF-8-R410A', brand: 'HAIYUE', category: 'VRF', refrigerant: 'R410A', size: 'LARGE', launchedOn: '2022-05-01', delta: null },
  { code: 'HY-PRN-400', brand: 'HAIYUE', category: 'PRN', refrigerant: null, size: null, launchedOn: '2022-05-01', delta: null },
] as const
