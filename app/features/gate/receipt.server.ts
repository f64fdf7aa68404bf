import { createHash } from 'node:crypto'
import { compactVerify, importJWK, type JWK } from 'jose'
import type { Context } from '#app/context.server.ts'
import { type PathStep, receiptTree, rootFrom } from '#app/domain/gate/receipt-tree.ts'
import { issuerAddresses, signJwt } from '#app/features/signing/index.server.ts'
import type { DecidedCase } from './record-decisions.server.ts'

/**
 * The brand's word for a decision, for whoever asks later and cannot ask us (docs/api/receipts.md). `payload` is what was decided, as the very text that was
 * hashed; `path` leads from it to the root that `jws` signs, empty for a decision that was signed alone.
 */
export type Receipt = {
  readonly payload: string
  readonly path: readonly PathStep[]
  readonly jws: string
}

/** What the signed part says it is, so that nothing else that a brand signs passes for it. */
export const receiptType = 'tiergate-gate-receipt'

type Recorded = DecidedCase & { readonly decisionId: string }

/** Signs recorded decisions in the names of their brands. The receipts stand in the order of the decisions. */
export async function signReceipts(
  ctx: Context,
  recorded: readonly Recorded[],
  recordedAt: string,
): Promise<Receipt[]> {
  const receipts: Receipt[] = []
  const brands = new Set(recorded.map(({ subjects }) => subjects.brandId))
  await Promise.all(
    [...brands].map(async (brandId) => {
      const places = recorded.flatMap((one, place) => (one.subjects.brandId === brandId ? [place] : []))
      const payloads = places.map((place) => payloadOf(recorded[place] as Recorded, recordedAt))
      const brandCode = recorded[places[0] ?? 0]?.request.brand ?? ''
      const signed = await signTogether(ctx, { brandId, brandCode, payloads })
      for (const [index, place] of places.entries())
        receipts[place] = { payload: payloads[index] ?? '', path: signed.paths[index] ?? [], jws: signed.jws }
    }),
  )
  return receipts
}

type ToSign = { readonly brandId: string; readonly brandCode: string; readonly payloads: readonly string[] }
type Signed = { readonly paths: readonly (readonly PathStep[])[]; readonly jws: string }
type Waiting = {
  readonly payloads: readonly string[]
  readonly done: (signed: Signed) => void
  readonly failed: (failure: unknown) => void
}

/** What waits for a brand's signature, for each database; a list is there while somebody signs for that brand. */
const lines = new WeakMap<Context['db'], Map<string, Waiting[]>>()

/**
 * One signature for all that arrives while the one before is being made: a signature costs as much as several decisions, and a root stands for any number
 * of them.
 */
function signTogether(ctx: Context, { brandId, brandCode, payloads }: ToSign): Promise<Signed> {
  return new Promise((done, failed) => {
    const ofDb = lines.get(ctx.db) ?? new Map<string, Waiting[]>()
    lines.set(ctx.db, ofDb)
    const line = ofDb.get(brandId)
    if (line) {
      line.push({ payloads, done, failed })
      return
    }
    ofDb.set(brandId, [{ payloads, done, failed }])
    void signLine(ctx, ofDb, { brandId, brandCode })
  })
}

async function signLine(
  ctx: Context,
  ofDb: Map<string, Waiting[]>,
  brand: { brandId: string; brandCode: string },
): Promise<void> {
  for (;;) {
    const group = ofDb.get(brand.brandId)?.splice(0) ?? []
    if (group.length === 0) break
    try {
      const { paths, jws } = await signRoot(
        ctx,
        brand,
        group.flatMap((one) => one.payloads),
      )
      let from = 0
      for (const { payloads, done } of group) {
        done({ paths: paths.slice(from, from + payloads.length), jws })
        from += payloads.length
      }
    } catch (failure) {
      for (const { failed } of group) failed(failure)
    }
  }
  ofDb.delete(brand.brandId)
}

async function signRoot(
  ctx: Context,
  { brandId, brandCode }: { brandId: string; brandCode: string },
  payloads: readonly string[],
): Promise<Signed> {
  const { root, paths } = receiptTree(payloads, sha256)
  const claims = {
    iss: issuerAddresses(ctx.settings.publicUrl, brandCode).did,
    iat: Math.floor(Date.parse(ctx.now()) / 1_000),
    type: receiptType,
    root,
    decisions: payloads.length,
  }
  return { paths, jws: await signJwt(ctx, brandId, claims, { algorithm: 'EdDSA' }) }
}

/** What was decided, in one text that says everything a dispute is about. */
function payloadOf({ request, decision, decisionId }: Recorded, recordedAt: string): string {
  const { engineer, outlet, brand, operation, model, site, window, checkpoint } = request
  return JSON.stringify({
    decisionId,
    recordedAt,
    decision: decision.decision,
    codes: [...new Set(decision.reasons.map(({ code }) => code))],
    engineer,
    supervisor: request.supervisor ?? null,
    outlet,
    brand,
    operation,
    model,
    site,
    window,
    checkpoint,
    policyVersion: decision.policyVersion,
    inputsDigest: decision.inputsDigest,
  })
}

export type ReceiptFault = 'not-a-receipt' | 'wrong-signature' | 'other-decision'

/**
 * Checks a receipt with nothing but the brand's public keys, as its JWK set publishes them: that the brand signed this root, and that the payload leads to it.
 * Answers what was decided.
 */
export async function verifyReceipt(
  receipt: Receipt,
  keys: readonly (JWK & { kid?: string })[],
): Promise<
  { ok: true; issuer: string; decided: Record<string, unknown> } | { ok: false; fault: ReceiptFault }
> {
  const kid = kidOf(receipt.jws)
  const key = keys.find((one) => one.kid === kid && one.kty === 'OKP' && one.crv === 'Ed25519')
  if (!key) return { ok: false, fault: 'wrong-signature' }
  const signed = await compactVerify(receipt.jws, await importJWK(key, 'EdDSA'), {
    algorithms: ['EdDSA'],
  }).catch(() => null)
  if (!signed) return { ok: false, fault: 'wrong-signature' }
  const claims = JSON.parse(new TextDecoder().decode(signed.payload)) as Record<string, unknown>
  if (claims.type !== receiptType) return { ok: false, fault: 'not-a-receipt' }
  if (rootFrom(receipt.payload, receipt.path, sha256) !== claims.root)
    return { ok: false, fault: 'other-decision' }
  return { ok: true, issuer: String(claims.iss), decided: JSON.parse(receipt.payload) }
}

function kidOf(jws: string): string | undefined {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()).kid
  } catch {
    return undefined
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
