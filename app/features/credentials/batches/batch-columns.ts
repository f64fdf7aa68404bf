import type { ImportField } from '#app/domain/credential/batch-row.ts'

/** The columns of a table of earlier certificates, in the order of the template and of a table without headings. */
export const importColumns = [
  'staffCode',
  'typeCode',
  'validFrom',
  'lastDay',
  'oldNumber',
  'evidence',
  'reason',
] as const satisfies readonly ImportField[]

/** Without these a table says nothing. */
export const neededColumns = ['staffCode', 'typeCode', 'validFrom'] as const satisfies readonly ImportField[]

/** What a column is called; the first of each language stands in the template. */
const headings: Record<ImportField | 'number', { en: readonly string[]; zh: readonly string[] }> = {
  staffCode: {
    en: ['Staff code', 'staff no', 'employee no', 'engineer'],
    zh: ['工号', '员工编号', '人员编号'],
  },
  typeCode: {
    en: ['Credential type', 'type', 'type code', 'credential'],
    zh: ['资格类型', '认证类型', '证书类型', '类型代码'],
  },
  validFrom: {
    en: ['Valid from', 'from', 'start date', 'issued'],
    zh: ['生效日期', '生效日', '有效期自', '起始日期', '发证日期'],
  },
  lastDay: {
    en: ['Valid to', 'valid until', 'to', 'last day', 'expires', 'end date'],
    zh: ['有效期至', '到期日期', '到期日', '截止日期', '失效日期'],
  },
  oldNumber: { en: ['Earlier number', 'old number', 'certificate number'], zh: ['原证书编号', '证书编号'] },
  evidence: { en: ['Proctored', 'evidence', 'exam'], zh: ['监考', '监考情况', '考试方式'] },
  reason: { en: ['Reason', 'note', 'remark'], zh: ['说明', '理由', '备注'] },
  number: {
    en: ['Number', 'certificate number', 'certificate', 'credential number'],
    zh: ['证书编号', '证书号', '编号'],
  },
}

/** The headings of the template in a language. */
export function templateHeadings(language: 'en' | 'zh-CN'): readonly string[] {
  return importColumns.map((column) => headingOf(column, language))
}

/** What a column is called in a language. */
export function headingOf(column: ImportField | 'number', language: 'en' | 'zh-CN'): string {
  return headings[column][language === 'en' ? 'en' : 'zh'][0] ?? column
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：]+/g, '')

const importNames = namesOf(importColumns)
const numberNames = namesOf(['number'])

function namesOf<Field extends ImportField | 'number'>(fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(
    fields.flatMap((field) =>
      [...headings[field].en, ...headings[field].zh].map((name): [string, Field] => [plain(name), field]),
    ),
  )
}

/** Which field of an earlier certificate a heading names; undefined for none. */
export function importFieldOf(heading: string): ImportField | undefined {
  return importNames.get(plain(heading))
}

/** Whether a heading names the column of certificate numbers. */
export function isNumberHeading(heading: string): boolean {
  return numberNames.has(plain(heading))
}
