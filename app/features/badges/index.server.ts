export type { PublishedList } from './kept-lists.server.ts'
export { type BadgeFile, type BadgeForm, badgeForms, readBadge } from './read-badge.server.ts'
export { readAchievement, readIssuerProfile } from './read-issuer-documents.server.ts'
export { readRevocations, readStatusList } from './read-status-list.server.ts'
