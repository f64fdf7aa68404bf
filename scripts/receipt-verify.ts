import { readFileSync } from 'node:fs'
import { type Receipt, verifyReceipt } from '#app/features/gate/index.server.ts'

/**
 * `npm run -s receipt:verify -- RECEIPT.json JWKS.json`: checks a receipt of the gate with a brand's published keys, without a server and without a network.
 * The first file is a receipt, or a decision with one; the second is what `/brands/NAME/jwks.json` answered. Exit 0: it holds; 1: it does not; 2: wrong use.
 */
const [receiptFile, keyFile, ...rest] = process.argv.slice(2)
if (!receiptFile || !keyFile || rest.length > 0) {
  console.error('Usage: npm run -s receipt:verify -- RECEIPT.json JWKS.json')
  process.exit(2)
}
let receipt: Receipt
let keys: Parameters<typeof verifyReceipt>[1]
try {
  const given = JSON.parse(readFileSync(receiptFile, 'utf8'))
  receipt = given.receipt ?? given
  keys = JSON.parse(readFileSync(keyFile, 'utf8')).keys
  if (typeof receipt.jws !== 'string' || typeof receipt.payload !== 'string' || !Array.isArray(receipt.path))
    throw new Error(`${receiptFile}: no receipt with payload, path and jws`)
  if (!Array.isArray(keys)) throw new Error(`${keyFile}: no JWK set with keys`)
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure)
  process.exit(2)
}
const found = await verifyReceipt(receipt, keys)
console.log(JSON.stringify(found, null, 2))
process.exitCode = found.ok ? 0 : 1
