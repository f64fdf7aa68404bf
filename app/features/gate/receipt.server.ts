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

/** Signs recorded decisions in the names of their brands, those of one brand at once. The receipts stand in the order of the decisions. */
export async function signReceipts(
  ctx: Context,
  recorded: readonly Recorded[],
  recordedAt: string,
): Promise<Receipt[]> {
  const receipts: Receipt[] = []
  const brands = new Set(recorded.map(({ subjects }) => subjects.brandId))
  for (const brandId of brands) {
    const places = recorded.flatMap((one, place) => (one.subjects.brandId === brandId ? [place] : []))
    const payloads = places.map((place) => payloadOf(recorded[place] as Recorded, recordedAt))
    const { root, paths } = receiptTree(payloads, sha256)
    const brandCode = recorded[places[0] ?? 0]?.request.brand ?? ''
    const jws = await signJwt(
      ctx,
      brandId,
      {
        iss: issuerAddresses(ctx.settings.publicUrl, brandCode).did,
        iat: Math.floor(Date.parse(recordedAt) / 1_000),
        type: receiptType,
        root,
        decisions: places.length,
      },
      { algorithm: 'EdDSA' },
    )
    for (const [index, place] of places.entries())
      receipts[place] = { payload: payloads[index] ?? '', path: paths[index] ?? [], jws }
  }
  return receipts
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
