import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** One mail as it came over the wire. */
export type ReceivedMail = {
  readonly from: string
  readonly to: readonly string[]
  /** Name and password the sender signed in with; null where none was asked for. */
  readonly user: string | null
  /** Headers, an empty line, the body, as sent. */
  readonly raw: string
}

export type MailServer = {
  /** `smtp://…`, as `SMTP_URL` takes it. */
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** How often somebody tried to hand in a mail. */
  readonly tries: () => number
  /** From now on recipients are refused with this reply, such as `450 4.2.0 Come back later`; null: they are taken. */
  answerWith(reply: string | null): void
  close(): Promise<void>
}

/** A real mail server in this process. Without other options it speaks plain SMTP and asks nobody for a name. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let tries = 0
  let refusal: string | null = null
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    ...options,
    onRcptTo(_address, _session, done) {
      tries += 1
      done(refusal === null ? undefined : replying(refusal))
    },
    onData(stream, session, done) {
      text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : null,
          raw,
        })
        done()
      }, done)
    },
  })
  // A client that goes away in the middle is part of what is tested.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    tries: () => tries,
    answerWith: (reply) => {
      refusal = reply
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

/** The headers of a mail by their names in small letters, folded lines joined and encoded words decoded. */
export function headersOf(raw: string): ReadonlyMap<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new Map(
    head.split('\r\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decodedWords(line.slice(at + 1).trim())] as const
    }),
  )
}

/** The body of a mail of one part as text. */
export function bodyOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  switch (headersOf(raw).get('content-transfer-encoding')) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return quotedPrintable(body.replace(/=\r\n/g, ''))
    default:
      return body
  }
}

/** Encoded words of RFC 2047; white space between two of them is none of the text. */
function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, encoded: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(encoded, 'base64').toString('utf8')
        : quotedPrintable(encoded.replace(/_/g, ' ')),
    )
}

function quotedPrintable(encoded: string): string {
  const bytes = encoded.replace(/=([0-9A-F]{2})/gi, (_sign, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function replying(reply: string): Error {
  const code = Number(reply.slice(0, 3))
  return Object.assign(new Error(reply.slice(4)), { responseCode: code })
}
