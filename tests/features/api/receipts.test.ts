import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { receiptTree, rootFrom } from '#app/domain/gate/receipt-tree.ts'
import { type Receipt, verifyReceipt } from '#app/features/gate/index.server.ts'
import { readJwks } from '#app/features/signing/index.server.ts'
import { frozenContext } from '#tests/support/frozen-context.ts'
import { drierRequest, machineOn, secretFor } from './machine-client.ts'
import { isEd25519Signature } from './plain-ed25519.ts'

async function opened() {
  const frozen = await frozenContext({ filled: 'demo' })
  const machine = await machineOn(frozen.ctx)
  const secret = await secretFor(frozen.ctx, 'MEIHE')
  const check = async (body: unknown) => (await machine.ask(secret, '/gate/check', { body })).body
  const keys = async (brand = 'meihe') => (await readJwks(frozen.ctx, brand))?.keys as never[]
  return { ...frozen, check, keys }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** As the documentation says how to do it, with nothing of ours and an Ed25519 written from RFC 8032. */
function checkedByHand(receipt: Receipt, keys: readonly { kid?: string; x?: string }[]): boolean {
  const [header = '', claims = '', signature = ''] = receipt.jws.split('.')
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
  const key = keys.find((one) => one.kid === kid)
  if (alg !== 'EdDSA' || !key?.x) return false
  const isSigned = isEd25519Signature({
    publicKey: Buffer.from(key.x, 'base64url'),
    message: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, 'base64url'),
  })
  let hash = sha256(Buffer.concat([Buffer.of(0), Buffer.from(receipt.payload)]))
  for (const { side, hash: other } of receipt.path) {
    const both = side === 'left' ? other + hash : hash + other
    hash = sha256(Buffer.concat([Buffer.of(1), Buffer.from(both, 'hex')]))
  }
  return isSigned && JSON.parse(Buffer.from(claims, 'base64url').toString()).root === hash
}

describe('a receipt', () => {
  test('of one decision holds with the published key alone, and says what was decided', async () => {
    const { check, keys } = await opened()
    const answer = await check(drierRequest)
    expect(checkedByHand(answer.receipt, await keys())).toBe(true)
    expect(await verifyReceipt(answer.receipt, await keys())).toMatchObject({
      ok: true,
      issuer: 'did:web:localhost%3A3000:brands:meihe',
      decided: {
        decisionId: answer.decisionId,
        decision: 'DENY',
        codes: ['IND_ENDORSEMENT', 'IND_LEVEL_TOO_LOW', 'LEG_LICENCE_MISSING'],
        engineer: 'E-1002',
        inputsDigest: answer.inputsDigest,
      },
    })
  })

  test('of a batch is signed once; each result leads to the same root and to no other decision', async () => {
    const { check, keys } = await opened()
    const requests = ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1007'].map((engineer) => ({
      ...drierRequest,
      engineer,
    }))
    const { results } = await check({ requests, paths: false })
    const receipts: Receipt[] = results.map(({ receipt }: { receipt: Receipt }) => receipt)
    expect(new Set(receipts.map(({ jws }) => jws)).size).toBe(1)
    for (const [index, receipt] of receipts.entries()) {
      expect(checkedByHand(receipt, await keys())).toBe(true)
      expect(await verifyReceipt(receipt, await keys())).toMatchObject({
        decided: { decisionId: results[index].decisionId },
      })
      const swapped = { ...receipt, payload: receipts[(index + 1) % 5]?.payload ?? '' }
      expect(checkedByHand(swapped, await keys())).toBe(false)
      expect(await verifyReceipt(swapped, await keys())).toEqual({ ok: false, fault: 'other-decision' })
    }
  })

  test('of requests that arrive together holds for each of them', async () => {
    const { check, keys } = await opened()
    const engineers = ['E-1001', 'E-1002', 'E-1003', 'E-1004', 'E-1007', 'E-1008', 'E-1001']
    const answers = await Promise.all(engineers.map((engineer) => check({ ...drierRequest, engineer })))
    for (const answer of answers) {
      expect(checkedByHand(answer.receipt, await keys())).toBe(true)
      expect(JSON.parse(answer.receipt.payload).decisionId).toBe(answer.decisionId)
    }
    expect(new Set(answers.map(({ receipt }) => receipt.jws)).size).toBeLessThan(engineers.length)
  })

  test('does not hold once anything of it is changed, nor with another brand’s key', async () => {
    const { check, keys } = await opened()
    const { receipt } = await check(drierRequest)
    const turned = { ...receipt, payload: receipt.payload.replace('"DENY"', '"ALLOW"') }
    expect(await verifyReceipt(turned, await keys())).toEqual({ ok: false, fault: 'other-decision' })
    const [header, claims, signature] = receipt.jws.split('.')
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), iat: 1 }),
    )
    const forged = { ...receipt, jws: `${header}.${other.toString('base64url')}.${signature}` }
    expect(checkedByHand(forged, await keys())).toBe(false)
    expect(await verifyReceipt(forged, await keys())).toEqual({ ok: false, fault: 'wrong-signature' })
    expect(await verifyReceipt(receipt, await keys('lumen'))).toEqual({ ok: false, fault: 'wrong-signature' })
    expect(await verifyReceipt({ ...receipt, jws: 'x' }, await keys())).toMatchObject({ ok: false })
  })

  test('is checked from the command line, without a server', async () => {
    const { check, keys } = await opened()
    const folder = mkdtempSync(join(tmpdir(), 'tiergate-receipt-'))
    try {
      const answer = await check(drierRequest)
      writeFileSync(`${folder}/decision.json`, JSON.stringify(answer))
      writeFileSync(`${folder}/turned.json`, JSON.stringify({ ...answer.receipt, payload: '{}' }))
      writeFileSync(`${folder}/jwks.json`, JSON.stringify({ keys: await keys() }))
      const run = (...args: string[]) => runScript('scripts/receipt-verify.ts', args)
      const good = run(`${folder}/decision.json`, `${folder}/jwks.json`)
      expect([good.code, JSON.parse(good.out).decided.decisionId]).toEqual([0, answer.decisionId])
      expect(run(`${folder}/turned.json`, `${folder}/jwks.json`).code).toBe(1)
      expect(run(`${folder}/decision.json`).code).toBe(2)
      expect(run(`${folder}/jwks.json`, `${folder}/jwks.json`).code).toBe(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})

function runScript(script: string, args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    encoding: 'utf8',
  })
  return { code: status, out: stdout }
}

test('every leaf of a tree of any size leads to its root, and no other text does', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 }), (texts) => {
      const { root, paths } = receiptTree(texts, sha256)
      for (const [index, text] of texts.entries()) {
        expect(rootFrom(text, paths[index] ?? [], sha256)).toBe(root)
        expect(rootFrom(`${text}x`, paths[index] ?? [], sha256)).not.toBe(root)
      }
    }),
  )
})
