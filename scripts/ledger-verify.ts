import { verifyLedger } from '#app/features/audit/index.server.ts'
import { verifyGateLedger } from '#app/features/gate/index.server.ts'
import { commandPlace } from './command-place.ts'

/**
 * `npm run -s ledger:verify`: recomputes both chains, that of the audit and that of the gate's decisions. Prints for each the number of links, or the first
 * that is broken. Exit 0: both hold; 1: one does not; 2: wrong use, or the database cannot be read.
 */
if (process.argv.length > 2) {
  console.error('Usage: npm run -s ledger:verify (the database is that of DATABASE_URL)')
  process.exit(2)
}
const place = commandPlace('ledger-verify')
const opened = await place.open('trial')
if (!opened) {
  console.error('There is no database with a ledger at DATABASE_URL')
  process.exit(2)
}
const { db } = opened.ctx
try {
  const audit = await verifyLedger(db)
  const gate = await verifyGateLedger(db)
  console.log(`audit: ${audit.ok ? `${audit.count} entries hold` : `broken at entry ${audit.brokenAt}`}`)
  console.log(`gate: ${gate.ok ? `${gate.count} decisions hold` : `broken at decision ${gate.brokenAt}`}`)
  if (gate.unchained !== 0) console.log(`gate: ${gate.unchained} decisions stand beside the ledger`)
  process.exitCode = audit.ok && gate.ok && gate.unchained === 0 ? 0 : 1
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure)
  process.exitCode = 2
} finally {
  await opened.close()
}
