export { type BankEntry, findBank } from './find-bank.server.ts'
export { countShowing } from './item.repository.server.ts'
export {
  ForeignItemError,
  type PublishedItems,
  publishItems,
  UnsoundItemError,
} from './publish-items.server.ts'
export { readStoredFace, readStoredKey, type StoredFace, type StoredKey } from './stored-item.ts'
