import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CompactSign } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bakePng, bakeSvg, unbakePng } from '#app/badge-format/bake.server.ts'
import { withEmbeddedProof } from '#app/badge-format/embedded-proof.server.ts'
import { ladderPng, ladderSvg } from '#app/badge-format/ladder-picture.server.ts'
import { encodeStatusBits } from '#app/badge-format/status-bits.server.ts'
import { jwkOfMultibase, multibaseOfJwk } from '#app/badge-format/verify/did.server.ts'
import type { Verdict } from '#app/badge-format/verify/verdict.ts'
import { fetchDocument, isInner } from '#app/badge-format/verify/web-documents.server.ts'
import { badgeVerdict } from '#app/evaluators/badge-verdict.ts'
import { verifyBadgeFile } from '#app/evaluators/verify-badge-file.server.ts'

/** An issuer of our own making that Tiergate has never heard of, with keys of every kind. */
const now = '2026-11-23T02:00:00.000Z'
const did = 'did:web:badges.example.org:issuers:7'
const plainIssuer = 'https://plain.example.org/issuers/1'
const list = 'https://badges.example.org/status/3'
const ed = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = (key: KeyObject) => key.export({ format: 'jwk' })

let folder = ''

const didDocument = (keys: object[], id = did) => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id,
  verificationMethod: keys,
  assertionMethod: keys.map((key) => (key as { id: string }).id),
})
const multikey = (id: string, key: KeyObject, controller = did, more = {}) => ({
  id,
  type: 'Multikey',
  controller,
  publicKeyMultibase: multibaseOfJwk(jwk(key)),
  ...more,
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiergate-badges-'))
  const keys = [
    multikey(`${did}#ed`, ed.publicKey),
    multikey(`${did}#ended`, ed.publicKey, did, { expires: '2025-01-01T00:00:00Z' }),
    { id: `${did}#rsa`, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk(rsa.publicKey) },
    { id: `${did}#ec`, type: 'JsonWebKey', controller: did, publicKeyJwk: jwk(ec.publicKey) },
  ]
  const notForStatements = multikey(`${did}#login`, ed.publicKey)
  const document = didDocument(keys)
  document.verificationMethod.push(notForStatements)
  await put('badges.example.org/issuers/7/did.json', document)
  await put(
    'did_web_other.example.org.json',
    didDocument(
      [multikey('did:web:other.example.org#k', other.publicKey, 'did:web:other.example.org')],
      'did:web:other.example.org',
    ),
  )
  await put('keys/rsa', { ...jwk(rsa.publicKey), kid: 'https://badges.example.org/keys/rsa', alg: 'RS256' })
  await put('index.json', {
    'https://badges.example.org/keys/rsa': 'keys/rsa',
    'https://evil.example.org/k': '../../../etc/passwd',
  })
  await put('stray.json', { ...jwk(other.publicKey), kid: 'https://badges.example.org/keys/stray' })
  await put('plain.example.org/keys.json', {
    keys: [{ ...jwk(ec.publicKey), kid: 'https://plain.example.org/keys' }],
  })
  await put('lists/three.json', await signedList({ marked: [5] }))
  await put(
    'lists/huge.json',
    await signedList({
      id: `${list}9`,
      encodedList: `u${gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')}`,
    }),
  )
  await put(
    'lists/foreign.json',
    await signedList({
      id: `${list}8`,
      issuer: 'did:web:other.example.org',
      signer: signerOf(other.privateKey, 'did:web:other.example.org#k'),
    }),
  )
  await put('lists/unsigned.json', { ...(await signedList({ id: `${list}7` })), proof: undefined })
  await put('revoked.json', {
    id: 'https://badges.example.org/revoked',
    revokedCredential: [{ id: 'urn:uuid:2', revoked: true, revocationReason: 'Error' }],
  })
})

afterAll(() => rm(folder, { recursive: true }))

async function put(path: string, content: unknown): Promise<void> {
  const file = join(folder, 'documents', path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(content))
}

const signerOf = (key: KeyObject, id = `${did}#ed`) => ({
  id,
  algorithm: 'Ed25519' as const,
  sign: async ({ data }: { data: Uint8Array }) => new Uint8Array(sign(null, data, key)),
})

async function signedList({
  id = list,
  marked = [] as number[],
  issuer = did,
  signer = signerOf(ed.privateKey),
  purpose = 'revocation',
  encodedList = encodeStatusBits(marked),
} = {}) {
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: purpose, encodedList },
  }
  return withEmbeddedProof(credential, { signer, now })
}

type Fields = Record<string, unknown>

function badge(more: Fields = {}): Fields {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'AchievementCredential'],
    issuer: { id: did, type: ['Profile'], name: 'Seven' },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: 'urn:uuid:who',
      type: ['AchievementSubject'],
      achievement: {
        id: 'urn:uuid:what',
        type: ['Achievement'],
        name: 'Welding',
        description: 'Welds',
        criteria: { narrative: 'Welded' },
      },
    },
    ...more,
  }
}

const embedded = (more: Fields = {}, signer = signerOf(ed.privateKey)) =>
  withEmbeddedProof(badge(more), { signer, now })

const status = (place: number, at = list, purpose = 'revocation') => ({
  credentialStatus: {
    id: `${at}#${place}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(place),
    statusListCredential: at,
  },
})

async function jwt(
  header: Fields,
  key: KeyObject | Uint8Array,
  more: Fields = {},
  claims: Fields = {},
): Promise<string> {
  const credential = badge(more)
  const { id: iss } = credential.issuer as { id: string }
  const payload = {
    ...credential,
    iss,
    jti: credential.id,
    sub: 'urn:uuid:who',
    nbf: Date.parse('2026-01-01T00:00:00Z') / 1000,
    ...claims,
  }
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader(header as { alg: string })
    .sign(key as KeyObject)
}

async function run(file: unknown, args: readonly string[] = []) {
  const path = join(folder, 'file')
  await writeFile(path, file instanceof Uint8Array || typeof file === 'string' ? file : JSON.stringify(file))
  const out: string[] = []
  const err: string[] = []
  const output = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) }
  const exitCode = await verifyBadgeFile(
    [path, '--json', '--documents', join(folder, 'documents'), ...args],
    output,
    () => now,
  )
  const verdict = JSON.parse(out.join('\n')) as Verdict
  expect(badgeVerdict.parse(verdict)).toEqual(verdict)
  expect(exitCode).toBe(verdict.verdict === 'valid' ? 0 : 1)
  expect(err).toEqual([])
  return verdict
}

/** `valid`, or the verdict with the codes of the checks that did not pass. */
async function shortly(file: unknown): Promise<string> {
  const { verdict, checks } = await run(file)
  const wrong = checks.filter(({ result }) => result !== 'pass').map(({ check, code }) => `${check}:${code}`)
  return [verdict, ...wrong].join(' ')
}

describe('badges of others', () => {
  test('with an embedded proof, by did:web', async () => {
    expect(await run(await embedded())).toEqual({
      verdict: 'valid',
      form: 'json',
      at: now,
      badge: {
        id: 'urn:uuid:1',
        issuer: did,
        issuerName: 'Seven',
        name: 'Welding',
        validFrom: '2026-01-01T00:00:00Z',
        validUntil: null,
      },
      checks: [
        { check: 'form', result: 'pass', code: 'json', detail: 'Read as JSON' },
        { check: 'schema', result: 'pass', code: 'follows', detail: expect.any(String) },
        { check: 'contexts', result: 'pass', code: 'known', detail: expect.any(String) },
        {
          check: 'proof',
          result: 'pass',
          code: 'signed',
          detail: `Signed with the issuer’s key ${did}#ed (eddsa-rdfc-2022)`,
        },
        { check: 'dates', result: 'pass', code: 'in-force', detail: 'In force, without an end' },
      ],
    })
  })

  test('by did:key', async () => {
    const name = `did:key:${multibaseOfJwk(jwk(other.publicKey))}`
    const id = `${name}#${name.split(':')[2]}`
    const file = await embedded({ issuer: { id: name, type: ['Profile'] } }, signerOf(other.privateKey, id))
    expect(await shortly(file)).toBe('valid')
    const jwtFile = await jwt({ alg: 'EdDSA', kid: id }, other.privateKey, {
      issuer: { id: name, type: ['Profile'] },
    })
    expect(await shortly(jwtFile)).toBe('valid')
  })

  test.each<[string, () => Promise<string>]>([
    [
      'RS256, kid an address with one JWK',
      () => jwt({ alg: 'RS256', kid: 'https://badges.example.org/keys/rsa' }, rsa.privateKey),
    ],
    ['RS256, kid a DID', () => jwt({ alg: 'RS256', kid: `${did}#rsa` }, rsa.privateKey)],
    ['ES256, kid a DID', () => jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey)],
    ['EdDSA, kid a name within the document', () => jwt({ alg: 'EdDSA', kid: 'ed' }, ed.privateKey)],
    ['RS256, the key in the header', () => jwt({ alg: 'RS256', jwk: jwk(rsa.publicKey) }, rsa.privateKey)],
    [
      'ES256, an issuer at a plain address with a JWK set',
      () =>
        jwt({ alg: 'ES256', kid: 'https://plain.example.org/keys' }, ec.privateKey, {
          issuer: { id: plainIssuer, type: ['Profile'] },
        }),
    ],
  ])('as JWT by %s', async (_, make) => {
    expect(await shortly(await make())).toBe('valid')
  })

  test('in an envelope, in a JSON text, with a byte order mark', async () => {
    const compact = await jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey)
    const envelope = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${compact}`,
    }
    expect(await shortly(envelope)).toBe('valid')
    expect(await shortly(JSON.stringify(compact))).toBe('valid')
    expect(await shortly(`\uFEFF${JSON.stringify(await embedded())}\n`)).toBe('valid')
  })

  test('with several proofs, of which all must hold', async () => {
    const one = await embedded()
    const [proof] = one.proof as Fields[]
    const wrong = { ...proof, created: '2026-01-02T00:00:00Z' }
    expect(await shortly({ ...one, proof: [proof, proof] })).toBe('valid')
    expect(await shortly({ ...one, proof: [proof, wrong] })).toBe('invalid proof:wrong-signature')
    expect(await shortly({ ...one, proof: [] })).toBe('invalid proof:no-proof')
  })

  test('baked into images', async () => {
    const text = JSON.stringify(await embedded())
    const compact = await jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey)
    const [png, svg] = [ladderPng([{ rungs: 4, level: 2 }]), ladderSvg([{ rungs: 4, level: 2 }], 'WM <L2>')]
    for (const carried of [text, compact]) {
      expect(await run(bakePng(png, carried))).toMatchObject({ verdict: 'valid', form: 'png' })
      expect(await run(bakeSvg(svg, carried))).toMatchObject({ verdict: 'valid', form: 'svg' })
    }
  })
})

describe('what is wrong is refused', () => {
  test.each<[string, (file: Fields) => Fields | Promise<Fields>, string]>([
    ['a changed word', (file) => ({ ...file, id: 'urn:uuid:3' }), 'invalid proof:wrong-signature'],
    ['a word nobody has defined', (file) => ({ ...file, vip: true }), 'invalid proof:unknown-term'],
    ['no proof', ({ proof: _, ...file }) => file, 'invalid proof:no-proof'],
    [
      'a proof that is no list',
      (file) => ({ ...file, proof: (file.proof as Fields[])[0] }),
      'invalid schema:does-not-follow',
    ],
    [
      'an alias of a word',
      ({ type, ...file }) => ({ ...file, '@type': type }),
      'invalid schema:does-not-follow',
    ],
    [
      'another purpose',
      (file) => withProof(file, { proofPurpose: 'authentication' }),
      'invalid proof:purpose',
    ],
    [
      'a key of somebody else',
      (file) => withProof(file, { verificationMethod: 'did:web:other.example.org#k' }),
      'invalid proof:not-the-issuer',
    ],
    [
      'a key that is not for statements',
      (file) => withProof(file, { verificationMethod: `${did}#login` }),
      'invalid proof:not-allowed',
    ],
    [
      'a key that has ended',
      (file) => withProof(file, { verificationMethod: `${did}#ended` }),
      'invalid proof:key-ended',
    ],
    [
      'a key that is nowhere',
      (file) => withProof(file, { verificationMethod: `${did}#none` }),
      'invalid proof:no-key',
    ],
    [
      'an issuer that is nowhere',
      (file) => withProof(file, { verificationMethod: 'did:web:gone.example.org#k' }),
      'invalid proof:not-found',
    ],
  ])('%s', async (_, change, expected) => {
    expect(await shortly(await change(await embedded()))).toBe(expected)
  })

  test('the key of another, though the issuer is named', async () => {
    expect(await shortly(await embedded({}, signerOf(other.privateKey)))).toBe(
      'invalid proof:wrong-signature',
    )
    const file = await embedded({}, signerOf(other.privateKey, 'did:web:other.example.org#k'))
    expect(await shortly(file)).toBe('invalid proof:not-the-issuer')
  })

  test('before it begins and after it ends', async () => {
    expect(await shortly(await embedded({ validFrom: '2026-12-01T00:00:00Z' }))).toBe(
      'invalid dates:not-yet-valid',
    )
    expect(await shortly(await embedded({ validUntil: now }))).toBe('invalid dates:expired')
  })

  test('a list or a badge that begins in this minute has begun: clocks differ', async () => {
    expect(await shortly(await embedded({ validFrom: '2026-11-23T02:01:00Z' }))).toBe('valid')
    expect(await shortly(await embedded({ validFrom: '2026-11-23T02:06:00Z' }))).toBe(
      'invalid dates:not-yet-valid',
    )
  })

  test.each<[string, () => Promise<string>, string]>([
    ['no algorithm', async () => unsigned({ alg: 'none' }), 'invalid proof:algorithm'],
    [
      'the public key as a shared secret',
      () =>
        jwt(
          { alg: 'HS256', kid: `${did}#rsa` },
          Buffer.from(String(rsa.publicKey.export({ format: 'pem', type: 'spki' }))),
        ),
      'invalid proof:algorithm',
    ],
    [
      'an algorithm the key is not for',
      () => jwt({ alg: 'PS256', kid: 'https://badges.example.org/keys/rsa' }, rsa.privateKey),
      'invalid proof:algorithm',
    ],
    [
      'a key the issuer has not published',
      () => jwt({ alg: 'EdDSA', kid: 'https://badges.example.org/keys/stray' }, other.privateKey),
      'invalid proof:not-the-issuer',
    ],
    [
      'a key of its own in the header',
      () => jwt({ alg: 'EdDSA', jwk: jwk(other.publicKey) }, other.privateKey),
      'invalid proof:not-the-issuer',
    ],
    [
      'the key of another issuer',
      () => jwt({ alg: 'EdDSA', kid: 'did:web:other.example.org#k' }, other.privateKey),
      'invalid proof:not-the-issuer',
    ],
    [
      'an issuer the claim does not name',
      () => jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey, {}, { iss: 'did:web:other.example.org' }),
      'invalid claims:disagree',
    ],
    [
      'an end the claim does not name',
      () =>
        jwt(
          { alg: 'ES256', kid: `${did}#ec` },
          ec.privateKey,
          { validUntil: '2030-01-01T00:00:00Z' },
          { exp: 1_800_000_000 },
        ),
      'invalid claims:disagree',
    ],
    [
      'a wrong signature',
      async () => `${await jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey)}AAAA`,
      'invalid proof:wrong-signature',
    ],
  ])('a JWT with %s', async (_, make, expected) => {
    expect(await shortly(await make())).toBe(expected)
  })

  test('files that are no badge', async () => {
    expect(await shortly('hello')).toBe('invalid form:no-badge')
    expect(await shortly('[]')).toBe('invalid form:no-badge')
    expect(await shortly(ladderPng([]))).toBe('invalid form:unreadable')
    expect(await shortly('<svg></svg>')).toBe('invalid form:unreadable')
    expect(await shortly({ hello: 1 })).toBe(
      'invalid schema:does-not-follow contexts:no-context proof:no-proof',
    )
  })

  test('an image with two badges, and one that is damaged', async () => {
    const png = bakePng(ladderPng([]), JSON.stringify(await embedded()))
    const chunk = bakePng(ladderPng([]), 'x')
    const at = chunk.indexOf('iTXt') - 4
    const end = png.length - 12
    const two = Buffer.concat([
      png.subarray(0, end),
      chunk.subarray(at, chunk.length - 12),
      png.subarray(end),
    ])
    expect(() => unbakePng(two)).toThrow('2 badges')
    expect(await shortly(two)).toBe('invalid form:unreadable')
    const damaged = Buffer.from(png)
    damaged[at + 60] = (damaged[at + 60] ?? 0) ^ 1
    expect(() => unbakePng(damaged)).toThrow('damaged')
    expect(() => unbakePng(png.subarray(0, -12))).toThrow('cut off')
    const svg = bakeSvg(bakeSvg(ladderSvg([], 'x'), '{}'), '{}').replace(/ xmlns:openbadges="[^"]*"/, '')
    expect(await shortly(svg)).toBe('invalid form:unreadable')
  })
})

function withProof(file: Fields, change: Fields): Fields {
  return { ...file, proof: [{ ...(file.proof as Fields[])[0], ...change }] }
}

function unsigned(header: Fields): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part({ ...badge(), iss: did })}.`
}

describe('status', () => {
  test.each<[string, Fields, string]>([
    ['not marked', status(4), 'valid'],
    ['revoked', status(5), 'invalid status:revoked'],
    ['a place outside of the list', status(131_072), 'invalid status:status-list'],
    ['a list that is nowhere', status(4, 'https://badges.example.org/none'), 'invalid status:not-found'],
    ['a list for another purpose', status(4, list, 'suspension'), 'invalid status:status-list'],
    ['a list of another issuer', status(4, `${list}8`), 'invalid status:status-list'],
    ['a list that nobody signed', status(4, `${list}7`), 'invalid status:status-list'],
    ['a list that unpacks to sixty-four megabytes', status(4, `${list}9`), 'invalid status:status-list'],
    [
      'a kind that is not supported',
      { credentialStatus: { id: 'urn:x', type: 'Ed25519SignatureStatus' } },
      'undecided status:status-kind',
    ],
  ])('%s', async (_, more, expected) => {
    // Kinds that the contexts do not know cannot be signed with them; such a badge is a JWT.
    const file = expected.includes('kind')
      ? await jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey, more)
      : await embedded(more)
    expect(await shortly(file)).toBe(expected)
  })

  test('by the plain list of 1EdTech', async () => {
    const more = {
      credentialStatus: { id: 'https://badges.example.org/revoked', type: '1EdTechRevocationList' },
    }
    const file = (id: string) => jwt({ alg: 'ES256', kid: `${did}#ec` }, ec.privateKey, { ...more, id })
    expect(await shortly(await file('urn:uuid:1'))).toBe('valid')
    expect(await shortly(await file('urn:uuid:2'))).toBe('invalid status:revoked')
  })
})

describe('what is not supported is said, and is not valid', () => {
  test.each<[string, (file: Fields) => Fields, string]>([
    [
      'another cryptosuite',
      (file) => withProof(file, { cryptosuite: 'ecdsa-sd-2023' }),
      'undecided proof:proof-kind',
    ],
    [
      'a chain of proofs',
      (file) => withProof(file, { previousProof: 'urn:uuid:9' }),
      'undecided proof:proof-chain',
    ],
    [
      'another DID method',
      (file) => withProof(file, { verificationMethod: 'did:ion:abc#k' }),
      'undecided proof:did-method',
    ],
    [
      'a presentation',
      (file) => ({ type: 'VerifiablePresentation', verifiableCredential: file }),
      'undecided form:presentation',
    ],
  ])('%s', async (_, change, expected) => {
    expect(await shortly(change(await embedded()))).toBe(expected)
  })

  test('a context that is written into the badge, and one that nobody has', async () => {
    const contexts = badge()['@context'] as string[]
    const file = await embedded()
    expect(
      await shortly({ ...file, '@context': [...contexts, { expires: 'https://schema.org/expires' }] }),
    ).toMatch(/contexts:own-context/)
    expect(await shortly({ ...file, '@context': [...contexts, 'https://x.example.org/v1'] })).toMatch(
      /contexts:unknown-context/,
    )
  })
})

test('a context that lies among the documents counts', async () => {
  const url = 'https://vocabulary.example.org/v1'
  await put('vocabulary.example.org/v1.json', { '@context': { vip: 'https://vocabulary.example.org/#vip' } })
  const contexts = badge()['@context'] as string[]
  const file = { ...(await embedded()), '@context': [...contexts, url] }
  // The signature was made without it: the context alone changes nothing of what is said.
  expect(await shortly(file)).toBe('valid')
  expect(await shortly({ ...file, vip: 'yes' })).toBe('invalid proof:wrong-signature')
})

describe('the command', () => {
  const nobody = { out: () => {}, err: () => {} }

  test('says for people what it says for programs', async () => {
    const path = join(folder, 'badge.json')
    await writeFile(path, JSON.stringify(await embedded({ validUntil: now })))
    const out: string[] = []
    const code = await verifyBadgeFile(
      [path, '--documents', join(folder, 'documents')],
      { ...nobody, out: (line) => out.push(line) },
      () => now,
    )
    expect(code).toBe(1)
    expect(out[0]).toBe(`NOT VALID at ${now}`)
    expect(out.some((line) => line.includes('FAIL dates (expired)'))).toBe(true)
  })

  test('wrong use ends with 2 and prints no JSON', async () => {
    const out: string[] = []
    const call = (...args: string[]) =>
      verifyBadgeFile(args, { ...nobody, out: (line) => out.push(line) }, () => now)
    expect(await call()).toBe(2)
    expect(await call('a', 'b')).toBe(2)
    expect(await call(join(folder, 'none'))).toBe(2)
    expect(await call(join(folder, 'file'), '--documents', join(folder, 'none'))).toBe(2)
    expect(await call(join(folder, 'file'), '--verbose')).toBe(2)
    expect(out).toEqual([])
  })
})

describe('what a badge names is fetched with care', () => {
  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '192.168.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('%s is inside', (address) => expect(isInner(address)).toBe(true))

  test.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is outside', (address) => {
    expect(isInner(address)).toBe(false)
  })

  test.each([
    'http://example.org/x',
    'ftp://example.org/x',
    'https://10.0.0.1/x',
    'https://[::1]/x',
    'file:///etc/passwd',
    'x',
  ])('%s is not fetched', async (url) => {
    await expect(fetchDocument(url)).rejects.toThrow()
  })
})

test('a key of a kind that is not known is said to be so', () => {
  expect(() => jwkOfMultibase('z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc')).toThrow('not supported')
  expect(() => jwkOfMultibase('zebra!')).toThrow('not supported')
})
