export { findLicenceGaps, findLicenceGapsOf, type LadderGap } from './find-licence-gaps.server.ts'
export { findLegalRules } from './legal-rule.repository.server.ts'
export { findLicenceFacts } from './licence-fact.repository.server.ts'
