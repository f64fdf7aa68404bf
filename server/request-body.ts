import type { IncomingMessage } from 'node:http'

/** Bytes a request may carry: uploads come as multipart, everything else is form fields or JSON. */
export type BodyLimits = { readonly upload: number; readonly other: number }

export const defaultBodyLimits: BodyLimits = { upload: 10 * 1024 * 1024, other: 1024 * 1024 }

/** A request carries more bytes than it may. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/** The limit for this request, in bytes. */
export function bodyLimitFor(request: IncomingMessage, limits: BodyLimits): number {
  return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '') ? limits.upload : limits.other
}

/** Whether the request already says that it will be too large. */
export function announcesTooMuch(request: IncomingMessage, limit: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limit
}

/**
 * The body as a web stream, handed on as it arrives and only as fast as it is read. More than `limit` bytes make the stream fail with a
 * BodyTooLargeError after `onTooLarge`; a client that goes away in the middle makes it fail too.
 */
export function limitedBody(
  request: IncomingMessage,
  limit: number,
  onTooLarge: (error: BodyTooLargeError) => void,
): ReadableStream<Uint8Array> {
  let received = 0
  let isOver = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = (error: Error) => {
          if (isOver) return
          isOver = true
          controller.error(error)
        }
        request.on('data', (chunk: Buffer) => {
          if (isOver) return
          received += chunk.length
          if (received > limit) {
            const error = new BodyTooLargeError(`More than ${limit} bytes`)
            onTooLarge(error)
            return fail(error)
          }
          controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length))
          if ((controller.desiredSize ?? 0) <= 0) request.pause()
        })
        request.on('end', () => {
          if (isOver) return
          isOver = true
          controller.close()
        })
        request.on('error', fail)
        request.on('close', () => fail(new Error('The client went away before the request was complete')))
        request.pause()
      },
      pull() {
        request.resume()
      },
      cancel() {
        isOver = true
        // The rest is read and dropped, so that the answer can still be sent.
        request.resume()
      },
    },
    { highWaterMark: 0 },
  )
}
