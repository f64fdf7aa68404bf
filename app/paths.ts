/** What stands behind the question mark; a part without a value is left out. */
type Query = Record<string, string | undefined>

/** One function per address; no address is typed twice. Values are encoded here. */
export const paths = {
  home: () => '/',
  signIn: (query: { next?: string } = {}) => withQuery('/sign-in', query),
  signInWithPassword: () => '/sign-in/password',
  sendCode: () => '/sign-in/send-code',
  enterCode: (query: { next?: string } = {}) => withQuery('/sign-in/code', query),
  signInAsDemoPerson: () => '/sign-in/demo',
  signOut: () => '/sign-out',
  forgotPassword: () => '/forgot-password',
  resetPassword: (token: string) => `/reset-password/${segment(token)}`,
  invitation: (token: string) => `/invitation/${segment(token)}`,
  badge: (slug: string, form: string) => `/c/${segment(slug)}/badge.${segment(form)}`,
  achievement: (brand: string, type: string) => `/brands/${segment(brand)}/achievements/${segment(type)}`,
  badgeStatusList: (brand: string, purpose: string, list: string) =>
    `/brands/${segment(brand)}/status/${segment(purpose)}/${segment(list)}`,
  revocations: (brand: string) => `/brands/${segment(brand)}/revocations.json`,
  publicCredential: (slug: string) => `/c/${segment(slug)}`,
  register: (query: Query = {}) => withQuery('/register', query),
  providers: (query: Query = {}) => withQuery('/providers', query),
  verify: () => '/verify',
  demoOutbox: () => '/demo/outbox',
  preferences: () => '/preferences',

  ladder: () => '/ladder',
  ladderEnrol: () => '/ladder/enrol',
  requestPractical: () => '/ladder/request-practical',
  courses: (query: Query = {}) => withQuery('/courses', query),
  course: (course: string) => `/courses/${segment(course)}`,
  courseEnrol: (course: string) => `/courses/${segment(course)}/enrol`,
  lesson: (course: string, lesson: string) => `/courses/${segment(course)}/lessons/${segment(lesson)}`,
  answerCheck: (course: string, lesson: string) =>
    `/courses/${segment(course)}/lessons/${segment(lesson)}/check`,
  recordProgress: (course: string, lesson: string) =>
    `/courses/${segment(course)}/lessons/${segment(lesson)}/progress`,
  confirmLesson: (course: string, lesson: string) =>
    `/courses/${segment(course)}/lessons/${segment(lesson)}/confirm`,
  exams: (query: Query = {}) => withQuery('/exams', query),
  exam: (exam: string) => `/exams/${segment(exam)}`,
  startExam: (exam: string) => `/exams/${segment(exam)}/start`,
  attempt: (attempt: string, query: { item?: string } = {}) =>
    withQuery(`/attempts/${segment(attempt)}`, query),
  reviewAttempt: (attempt: string) => `/attempts/${segment(attempt)}/review`,
  answerItem: (attempt: string) => `/attempts/${segment(attempt)}/answer`,
  submitAttempt: (attempt: string) => `/attempts/${segment(attempt)}/submit`,
  attemptResult: (attempt: string) => `/attempts/${segment(attempt)}/result`,
  wallet: (query: { missing?: string; mixed?: string; done?: string } = {}) => withQuery('/wallet', query),
  staffCard: (slug: string) => `/wallet/cards/${segment(slug)}`,
  giveUpCredential: (slug: string) => `/wallet/${segment(slug)}/give-up`,
  certificate: (slug: string) => `/wallet/certificates/${segment(slug)}`,
  inbox: () => '/inbox',
  account: () => '/account',
  revokeSession: (session: string) => `/account/sessions/${segment(session)}/revoke`,
  switchOrganisation: () => '/account/organisation',
  setPassword: () => '/account/password',
  choosePublicName: () => '/account/public-name',

  desk: () => '/desk',
  find: (query: Query = {}) => withQuery('/find', query),
  findResults: () => '/find/results',
  check: (query: Query = {}) => withQuery('/check', query),
  gateLedger: (query: Query = {}) => withQuery('/check/decisions', query),
  checkDecision: (decision: string) => `/check/decisions/${segment(decision)}`,
  checkOptions: (query: Query) => withQuery('/check/options', query),
  team: (query: Query = {}) => withQuery('/team', query),
  teamExport: (query: Query = {}) => withQuery('/team/export', query),
  teamPerson: (person: string) => `/team/people/${segment(person)}`,
  enrolTeamPerson: (person: string) => `/team/people/${segment(person)}/enrol`,
  invite: () => '/team/invite',
  withdrawInvitation: (invitation: string) => `/team/invitations/${segment(invitation)}/withdraw`,
  training: (query: Query = {}) => withQuery('/training', query),
  decisions: (query: Query = {}) => withQuery('/decisions', query),
  batches: (query: Query = {}) => withQuery('/decisions/batches', query),
  newBatch: (query: { kind?: 'import' | 'revoke' } = {}) => withQuery('/decisions/batches/new', query),
  batchTemplate: () => '/decisions/batches/template',
  batch: (batch: string, query: Query = {}) => withQuery(`/decisions/batches/${segment(batch)}`, query),
  batchRows: (batch: string) => `/decisions/batches/${segment(batch)}/rows`,
  confirmBatch: (batch: string) => `/decisions/batches/${segment(batch)}/confirm`,
  undoBatch: (batch: string) => `/decisions/batches/${segment(batch)}/undo`,
  dropBatch: (batch: string) => `/decisions/batches/${segment(batch)}/drop`,
  evidence: (enrolment: string) => `/decisions/${segment(enrolment)}`,
  issueCredential: (enrolment: string) => `/decisions/${segment(enrolment)}/issue`,
  refuseCredential: (enrolment: string) => `/decisions/${segment(enrolment)}/refuse`,
  credentials: (query: Query = {}) => withQuery('/credentials', query),
  credential: (credential: string, query: Query = {}) =>
    withQuery(`/credentials/${segment(credential)}`, query),
  credentialAct: (credential: string, act: string) => `/credentials/${segment(credential)}/${segment(act)}`,
  dropProposal: (credential: string) => `/credentials/${segment(credential)}/proposal/drop`,
  recognitions: (query: Query = {}) => withQuery('/recognitions', query),
  endRecognition: (recognition: string) => `/recognitions/${segment(recognition)}/end`,
  reminders: (query: Query = {}) => withQuery('/reminders', query),
  station: (query: Query = {}) => withQuery('/station', query),
  assessment: (assessment: string) => `/station/${segment(assessment)}`,
  takeAssessment: (assessment: string) => `/station/${segment(assessment)}/take`,
  scoreAssessment: (assessment: string) => `/station/${segment(assessment)}/score`,
  statistics: (query: Query = {}) => withQuery('/statistics', query),
  accommodations: (query: Query = {}) => withQuery('/accommodations', query),
  endAccommodation: (accommodation: string) => `/accommodations/${segment(accommodation)}/end`,
  examStatistics: (exam: string, query: Query = {}) => withQuery(`/statistics/${segment(exam)}`, query),
  exportStatistics: (exam: string, query: Query = {}) =>
    withQuery(`/statistics/${segment(exam)}/export`, query),
  itemBanks: () => '/studio/banks',
  itemBank: (course: string) => `/studio/banks/${segment(course)}`,
  exportBank: (course: string, format: string) =>
    withQuery(`/studio/banks/${segment(course)}/export`, { format }),
  itemImport: (course: string, itemImport: string, query: Query = {}) =>
    withQuery(`/studio/banks/${segment(course)}/imports/${segment(itemImport)}`, query),
  confirmItemImport: (course: string, itemImport: string) =>
    `/studio/banks/${segment(course)}/imports/${segment(itemImport)}/confirm`,
  discardItemImport: (course: string, itemImport: string) =>
    `/studio/banks/${segment(course)}/imports/${segment(itemImport)}/discard`,
  invigilate: (query: Query = {}) => withQuery('/invigilate', query),
  openExamSession: () => '/invigilate/open',
  examSession: (session: string) => `/invigilate/${segment(session)}`,
  closeExamSession: (session: string) => `/invigilate/${segment(session)}/close`,
  adminPeople: (query: Query = {}) => withQuery('/admin/people', query),
  adminPerson: (person: string) => `/admin/people/${segment(person)}`,
  grantRole: (person: string) => `/admin/people/${segment(person)}/roles`,
  endRole: (person: string, assignment: string) =>
    `/admin/people/${segment(person)}/roles/${segment(assignment)}/end`,
  setAccountState: (person: string) => `/admin/people/${segment(person)}/account`,
  signingKeys: (query: { rotated?: string } = {}) => withQuery('/admin/keys', query),
  apiKeys: (query: Query = {}) => withQuery('/api-keys', query),
  revokeApiKey: (key: string) => `/api-keys/${segment(key)}/revoke`,
  openApi: () => '/api/v1/openapi.json',
  audit: (query: Query = {}) => withQuery('/admin/audit', query),
} as const

function segment(value: string): string {
  return encodeURIComponent(value)
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
