import type { Generated } from 'kysely'

/** Tables of people, sign-in, roles, organisations, audit, messages and jobs. The migrations are the source; a test compares. */

export interface SettingTable {
  name: string
  value: string
}

export interface OrganisationTable {
  id: string
  code: string
  kind: 'brand' | 'provider' | 'monitor' | 'government' | 'platform'
  nameEn: string
  nameZh: string
  timeZone: string
  parentId: string | null
  contractType: 'SELF_BUILT' | 'AUTHORISED' | 'OUTSOURCED' | 'BUYOUT_MERCHANT' | 'THIRD_PARTY_BRAND' | null
  creditCode: string | null
  createdAt: string
}

export interface OutletTable {
  id: string
  code: string
  providerId: string
  parentOutletId: string | null
  tier: 'AGENT' | 'SERVICE_CENTRE' | 'OUTLET'
  nameEn: string
  nameZh: string
  cityEn: string
  cityZh: string
  jurisdictionPath: string
  isRemoteArea: Generated<0 | 1>
  createdAt: string
}

export interface PersonTable {
  id: string
  code: string
  name: string
  nameLatin: string | null
  phone: string | null
  email: string | null
  language: 'en' | 'zh-CN' | null
  accountState: 'active' | 'disabled'
  identityVerifiedAt: string | null
  /** Whether public pages show the whole name, by its owner's own choice; else it is masked. */
  isNamePublic: Generated<0 | 1>
  createdAt: string
}

export interface PasswordTable {
  personId: string
  hash: string
  setAt: string
}

export interface SessionTable {
  id: string
  personId: string
  organisationId: string | null
  expiresAt: string
  createdAt: string
  lastSeenAt: string
  userAgent: string
  address: string
}

export interface RoleAssignmentTable {
  id: string
  personId: string
  organisationId: string
  role:
    | 'engineer'
    | 'trainer'
    | 'provider-manager'
    | 'curriculum-author'
    | 'item-reviewer'
    | 'certification-officer'
    | 'assessor'
    | 'invigilator'
    | 'dispatcher'
    | 'monitor'
    | 'regulator'
    | 'admin'
  fromAt: string
  untilAt: string | null
  grantedBy: string | null
  recordedAt: string
}

export interface InvitationTable {
  id: string
  tokenHash: string
  name: string
  phone: string | null
  email: string | null
  staffCode: string
  language: 'en' | 'zh-CN'
  organisationId: string
  role: string
  outletId: string | null
  invitedBy: string
  createdAt: string
  expiresAt: string
  acceptedAt: string | null
  acceptedBy: string | null
  withdrawnAt: string | null
}

export interface OneTimeCodeTable {
  id: string
  personId: string
  purpose: 'sign-in' | 'password-reset'
  channel: 'mail' | 'sms'
  codeHash: string
  createdAt: string
  expiresAt: string
  failures: Generated<number>
  usedAt: string | null
}

export interface SignInThrottleTable {
  subject: string
  failures: number
  firstFailureAt: string
  blockedUntil: string | null
}

export interface AffiliationTable {
  id: string
  personId: string
  outletId: string
  role: 'ENGINEER' | 'TRAINEE' | 'LEAD' | 'OUTLET_MANAGER' | 'TRAINER' | 'ASSESSOR'
  isSupervisor: Generated<0 | 1>
  isPrimary: 0 | 1
  hiredOn: string
  fromAt: string
  untilAt: string | null
  recordedAt: string
}

export interface AuditEntryTable {
  sequence: number
  id: string
  at: string
  actorPersonId: string | null
  organisationId: string | null
  action: string
  subjectKind: string
  subjectId: string
  detailsJson: string
  previousHash: string
  hash: string
}

export interface MessageTable {
  id: string
  personId: string | null
  channel: 'mail' | 'sms' | 'inbox'
  destination: string
  language: 'en' | 'zh-CN'
  template: string
  subject: string
  body: string
  link: string | null
  state: 'waiting' | 'sent' | 'failed'
  tries: Generated<number>
  failure: string | null
  createdAt: string
  dueAt: string
  sentAt: string | null
  readAt: string | null
}

export interface JobTable {
  id: string
  kind: string
  payloadJson: string
  runAt: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  tries: Generated<number>
  failure: string | null
  createdAt: string
  finishedAt: string | null
}
