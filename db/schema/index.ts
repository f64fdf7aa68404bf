import type { Kysely, Transaction } from 'kysely'
import type {
  AuthorisationEventTable,
  AuthorisationTable,
  CategoryTable,
  CredentialTypeTable,
  DeclaredCategoryTable,
  DeltaCompletionTable,
  DepositTable,
  DepositWaiverTable,
  GatePolicyTable,
  LadderLevelTable,
  LegalRuleSetTable,
  LegalRuleTable,
  LicenceTable,
  LicenceTypeTable,
  OperationTable,
  OutletCategoryTable,
  ProductModelTable,
  ProviderContractTable,
  RequirementRuleTable,
  SanctionTable,
} from './catalogue.ts'
import type {
  CredentialBatchRowTable,
  CredentialBatchTable,
  CredentialDecisionTable,
  CredentialEventTable,
  CredentialProposalTable,
  CredentialReminderTable,
  CredentialTable,
  EnrolmentTable,
  GateDecisionTable,
  GateInputsTable,
  GateLedgerEntryTable,
  GateRevisionTable,
  RecognitionTable,
  ReminderRoundTable,
} from './credentials.ts'
import type {
  ExamAccommodationTable,
  ExamAttemptEventTable,
  ExamOpeningTable,
  ExamSignalTable,
} from './exam-room.ts'
import type {
  AffiliationTable,
  AuditEntryTable,
  InvitationTable,
  JobTable,
  MessageTable,
  OneTimeCodeTable,
  OrganisationTable,
  OutletTable,
  PasswordTable,
  PersonTable,
  RoleAssignmentTable,
  SessionTable,
  SettingTable,
  SignInThrottleTable,
} from './identity.ts'
import type {
  CheckAnswerTable,
  CourseEnrolmentTable,
  CourseTable,
  CourseVersionTable,
  ExamAttemptTable,
  ExamBlueprintTable,
  ExamFormItemTable,
  ExamFormTable,
  ExamResponseTable,
  ExamSessionTable,
  ExamTable,
  ItemImportTable,
  ItemTable,
  ItemVersionMediaTable,
  ItemVersionTable,
  KnowledgeCheckTable,
  LessonFaceTable,
  LessonProgressTable,
  LessonTable,
  PracticalAssessmentTable,
  PracticalStepScoreTable,
  PracticalTable,
  RubricTable,
  TrainingRecordTable,
} from './learning.ts'
import type {
  ApiKeyTable,
  FreeSlotTable,
  IdempotentRequestTable,
  WorkLogConnectionTable,
  WorkLogEntryTable,
} from './machine.ts'
import type {
  BadgeStatusListTable,
  BadgeStatusPlaceTable,
  BadgeTable,
  CertificateFileTable,
  SigningKeyTable,
} from './signing.ts'

/** Every table, in the names the code uses (`CamelCasePlugin` maps them to snake_case). */
export interface Database {
  setting: SettingTable
  organisation: OrganisationTable
  outlet: OutletTable
  person: PersonTable
  password: PasswordTable
  session: SessionTable
  roleAssignment: RoleAssignmentTable
  invitation: InvitationTable
  oneTimeCode: OneTimeCodeTable
  signInThrottle: SignInThrottleTable
  affiliation: AffiliationTable
  auditEntry: AuditEntryTable
  message: MessageTable
  job: JobTable
  category: CategoryTable
  declaredCategory: DeclaredCategoryTable
  outletCategory: OutletCategoryTable
  ladderLevel: LadderLevelTable
  productModel: ProductModelTable
  operation: OperationTable
  requirementRule: RequirementRuleTable
  legalRuleSet: LegalRuleSetTable
  legalRule: LegalRuleTable
  licenceType: LicenceTypeTable
  gatePolicy: GatePolicyTable
  credentialType: CredentialTypeTable
  providerContract: ProviderContractTable
  authorisation: AuthorisationTable
  authorisationEvent: AuthorisationEventTable
  deposit: DepositTable
  depositWaiver: DepositWaiverTable
  sanction: SanctionTable
  licence: LicenceTable
  deltaCompletion: DeltaCompletionTable
  course: CourseTable
  courseVersion: CourseVersionTable
  lesson: LessonTable
  lessonFace: LessonFaceTable
  knowledgeCheck: KnowledgeCheckTable
  courseEnrolment: CourseEnrolmentTable
  lessonProgress: LessonProgressTable
  checkAnswer: CheckAnswerTable
  trainingRecord: TrainingRecordTable
  item: ItemTable
  itemVersion: ItemVersionTable
  itemVersionMedia: ItemVersionMediaTable
  itemImport: ItemImportTable
  exam: ExamTable
  examBlueprint: ExamBlueprintTable
  examSession: ExamSessionTable
  examForm: ExamFormTable
  examFormItem: ExamFormItemTable
  examAttempt: ExamAttemptTable
  examResponse: ExamResponseTable
  examOpening: ExamOpeningTable
  examSignal: ExamSignalTable
  examAttemptEvent: ExamAttemptEventTable
  examAccommodation: ExamAccommodationTable
  practical: PracticalTable
  rubric: RubricTable
  practicalAssessment: PracticalAssessmentTable
  practicalStepScore: PracticalStepScoreTable
  enrolment: EnrolmentTable
  credentialBatch: CredentialBatchTable
  credentialBatchRow: CredentialBatchRowTable
  credentialDecision: CredentialDecisionTable
  credential: CredentialTable
  credentialEvent: CredentialEventTable
  credentialProposal: CredentialProposalTable
  credentialReminder: CredentialReminderTable
  recognition: RecognitionTable
  reminderRound: ReminderRoundTable
  gateDecision: GateDecisionTable
  gateInputs: GateInputsTable
  gateLedgerEntry: GateLedgerEntryTable
  gateRevision: GateRevisionTable
  apiKey: ApiKeyTable
  idempotentRequest: IdempotentRequestTable
  workLogEntry: WorkLogEntryTable
  workLogConnection: WorkLogConnectionTable
  freeSlot: FreeSlotTable
  signingKey: SigningKeyTable
  badgeStatusPlace: BadgeStatusPlaceTable
  badge: BadgeTable
  badgeStatusList: BadgeStatusListTable
  certificateFile: CertificateFileTable
}

/** A handle or a running transaction: what every repository function takes first. */
export type Db = Kysely<Database>

/** A running transaction, where a function must not be called outside one. */
export type Trx = Transaction<Database>
