import { parentPort } from 'node:worker_threads'
import type { CertificateOrder, DrawnCertificate } from './certificate-order.ts'
import { drawCertificate } from './draw-certificate.ts'

/** Draws certificates in a thread of its own; bundled to `build/server/certificate-thread.js`. It opens no database and decides nothing. */

export type PrintRequest = { readonly number: number; readonly order: CertificateOrder }
export type PrintAnswer = { readonly number: number } & (
  | { readonly drawn: DrawnCertificate }
  | { readonly failed: string }
)

const port = parentPort
if (!port) throw new Error('certificate-thread is started by the printer, as a thread')

port.on('message', ({ number, order }: PrintRequest) => {
  drawCertificate(order).then(
    (drawn) => port.postMessage({ number, drawn } satisfies PrintAnswer),
    (failure: Error) =>
      port.postMessage({ number, failed: String(failure.stack ?? failure) } satisfies PrintAnswer),
  )
})
