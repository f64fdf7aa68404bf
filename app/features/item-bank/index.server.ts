export { exportItems } from './export-items.server.ts'
export { type BankEntry, findBank } from './find-bank.server.ts'
export type { FileFault } from './interchange/neutral-item.ts'
export { readTableRows } from './interchange/read-table-rows.server.ts'
export { countShowing } from './item.repository.server.ts'
export { type CommandPlace, exportCommand, importCommand } from './items-command.server.ts'
export { type BankSummary, findOwnBank, listOwnBanks, summariseBank } from './own-banks.server.ts'
export {
  ForeignItemError,
  type PublishedItems,
  publishItems,
  UnsoundItemError,
} from './publish-items.server.ts'
export { readStoredFace, readStoredKey, type StoredFace, type StoredKey } from './stored-item.ts'
export {
  confirmImport,
  discardImport,
  listImports,
  prepareImport,
  readImport,
} from './waiting-import.server.ts'
