/** The people of the demonstration in the groups and the order of the sign-in page; what each shows stands in the interface's texts. */
export const demoGroups = [
  {
    key: 'engineers',
    codes: ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1005', 'E-1006', 'E-1007', 'E-1008'],
  },
  { key: 'service', codes: ['P-6001', 'D-7001', 'T-2201'] },
  {
    key: 'certification',
    codes: ['B-5001', 'B-5002', 'A-2001', 'A-2002', 'I-2101', 'B-5101', 'B-5201'],
  },
  { key: 'content', codes: ['B-5003', 'B-5004', 'B-5102'] },
  { key: 'oversight', codes: ['S-8001', 'G-3001', 'M-4001'] },
] as const

export type DemoGroupKey = (typeof demoGroups)[number]['key']
export type DemoCode = (typeof demoGroups)[number]['codes'][number]

/** All of them, one after the other. */
export const demoPeople: readonly DemoCode[] = demoGroups.flatMap(({ codes }) => [...codes])
