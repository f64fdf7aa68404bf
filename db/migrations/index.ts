import type { Migration } from 'kysely'
import * as identity from './202611230001-identity.ts'
import * as catalogue from './202611230002-catalogue.ts'
import * as learning from './202611230003-learning.ts'
import * as credentials from './202611230004-credentials.ts'
import * as itemExposure from './202611260001-item-exposure.ts'
import * as itemImports from './202611260002-item-imports.ts'
import * as attemptsByExam from './202611260003-attempts-by-exam.ts'
import * as enrolmentsByPerson from './202611261450-enrolments-by-person.ts'
import * as signingKeys from './202611261510-signing-keys.ts'
import * as badges from './202611261511-badges.ts'
import * as certificateFiles from './202611261512-certificate-files.ts'
import * as apiKeys from './202611261520-api-keys.ts'
import * as gateLedger from './202611261521-gate-ledger.ts'
import * as workLog from './202611261522-work-log.ts'
import * as credentialProposals from './202611261540-credential-proposals.ts'
import * as publicNames from './202611261550-public-names.ts'
import * as examOpenings from './202611262130-exam-openings.ts'
import * as examAccommodations from './202611262131-exam-accommodations.ts'
import * as renewals from './202611270100-renewals.ts'
import * as reminders from './202611270110-reminders.ts'
import * as proposedActs from './202611270120-proposed-acts.ts'
import * as recognitions from './202611270125-recognitions.ts'
import * as credentialBatches from './202611270130-credential-batches.ts'

/** Every migration by name, oldest first. A list and not a folder scan, so that a built server can run them. */
export const migrations: Record<string, Migration> = {
  '202611230001-identity': identity,
  '202611230002-catalogue': catalogue,
  '202611230003-learning': learning,
  '202611230004-credentials': credentials,
  '202611260001-item-exposure': itemExposure,
  '202611260002-item-imports': itemImports,
  '202611260003-attempts-by-exam': attemptsByExam,
  '202611261450-enrolments-by-person': enrolmentsByPerson,
  '202611261510-signing-keys': signingKeys,
  '202611261511-badges': badges,
  '202611261512-certificate-files': certificateFiles,
  '202611261520-api-keys': apiKeys,
  '202611261521-gate-ledger': gateLedger,
  '202611261522-work-log': workLog,
  '202611261540-credential-proposals': credentialProposals,
  '202611261550-public-names': publicNames,
  '202611262130-exam-openings': examOpenings,
  '202611262131-exam-accommodations': examAccommodations,
  '202611270100-renewals': renewals,
  '202611270110-reminders': reminders,
  '202611270120-proposed-acts': proposedActs,
  '202611270125-recognitions': recognitions,
  '202611270130-credential-batches': credentialBatches,
}
