/** Tables of running attempts: how their room was opened, what devices noticed, what people did to them. */

export interface ExamOpeningTable {
  attemptId: string
  number: number
  openingId: string
  kind: 'room' | 'form'
  userAgent: string
  openedAt: string
  lastSeenAt: string
}

export interface ExamSignalTable {
  id: string
  attemptId: string
  opening: number
  kind: 'away' | 'offline' | 'late'
  seconds: number
  changes: number
  receivedAt: string
}

export interface ExamAttemptEventTable {
  id: string
  attemptId: string
  kind: 'EXTRA_TIME' | 'PAUSED' | 'RESUMED' | 'NOTE' | 'VOIDED' | 'VOIDED_FOR_CAUSE'
  minutes: number | null
  reason: string
  byPersonId: string | null
  at: string
}

export interface ExamAccommodationTable {
  id: string
  personId: string
  brandId: string
  extraPermille: number
  reason: string
  grantedBy: string
  grantedAt: string
  endedBy: string | null
  endedAt: string | null
  endReason: string | null
}
