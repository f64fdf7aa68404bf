export { findWorkFacts } from './find-work-facts.server.ts'
export { findWorkLogConnections } from './work-log.repository.server.ts'
