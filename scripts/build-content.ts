import { buildContent } from '#app/content/build-content.server.ts'

/** Compiles the lessons that come with the product, so that an empty database can be filled at once. Called by `npm run build`. */
const [outDir] = process.argv.slice(2)
if (!outDir) {
  console.error('Usage: tsx scripts/build-content.ts OUT_DIR')
  process.exit(2)
}
try {
  await buildContent(outDir)
} catch (failure) {
  // The author needs the faults; a stack would hide them.
  if (!(failure instanceof Error) || failure.name !== 'ContentFaultsError') throw failure
  console.error(failure.message)
  process.exitCode = 1
}
