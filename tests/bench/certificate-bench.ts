import { performance } from 'node:perf_hooks'
import type { CertificateOrder } from '#app/features/certificates/certificate-order.ts'
import { printCertificate } from '#app/features/certificates/certificate-printer.server.ts'
import { orderOf } from '#app/features/certificates/read-certificate.server.ts'
import { findBadgeFacts } from '#app/features/credentials/index.server.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { measured, type Run } from './measure.ts'
import type { BenchOptions } from './server-figures.ts'

const name = 'certificate, printed in its thread'
/** What one waits for after a click; `errors` counts the certificates that took longer. */
const budgetMs = 150
const warmUps = 3
const printsOfRun = 20

/** Certificates one after the other as the server prints them. The first starts the thread and reads the fonts, which is the note; those after are the figure. */
export async function benchCertificates({ runs, only, report }: BenchOptions): Promise<void> {
  if (!name.includes(only)) return
  const order = await demoOrder()
  const cold = await timed(order)
  for (let print = 0; print < warmUps; print += 1) await timed(order)
  const done: Run[] = []
  for (let run = 0; run < Math.max(3, runs); run += 1) {
    const latencies = new Float64Array(printsOfRun)
    for (let print = 0; print < printsOfRun; print += 1) latencies[print] = await timed(order)
    const total = latencies.reduce((sum, one) => sum + one, 0)
    const errors = latencies.filter((one) => one > budgetMs).length
    done.push({ rate: (printsOfRun * 1000) / total, latencies, errors })
  }
  const fallback = await timed({ ...order, holder: 'Łukasz Şahin 김민준' })
  report(measured(name, done, null, { 'first ms': cold, 'first in three more fonts ms': fallback }))
}

async function demoOrder(): Promise<CertificateOrder> {
  const { ctx } = await frozenContext({ filled: 'demo' })
  const { publicSlug } = await ctx.db
    .selectFrom('credential')
    .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
    .select('credential.publicSlug')
    .where('credentialType.code', '=', 'AC-L3')
    .limit(1)
    .executeTakeFirstOrThrow()
  const facts = await findBadgeFacts(ctx.db, publicSlug)
  if (!facts) throw new Error('There is no credential to print')
  return orderOf(ctx, facts, { name: '王强', nameLatin: 'Wang Qiang' })
}

async function timed(order: CertificateOrder): Promise<number> {
  const started = performance.now()
  const drawn = await printCertificate(order)
  if (!('pdf' in drawn)) throw new Error('A certificate of the demonstration could not be printed')
  return performance.now() - started
}
