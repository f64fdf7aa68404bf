import { createHash } from 'node:crypto'

/**
 * Whether a signature is Ed25519 (RFC 8032, 5.1.7), in plain arithmetic: an implementation that has nothing in common with the one that signs. Slow, and for
 * checking alone.
 */
export function isEd25519Signature({
  publicKey,
  message,
  signature,
}: {
  publicKey: Uint8Array
  message: Uint8Array
  signature: Uint8Array
}): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  const commitment = pointFrom(signature.subarray(0, 32))
  const key = pointFrom(publicKey)
  const s = numberFrom(signature.subarray(32))
  if (!commitment || !key || s >= order) return false
  const digest = createHash('sha512')
    .update(signature.subarray(0, 32))
    .update(publicKey)
    .update(message)
    .digest()
  const k = mod(numberFrom(digest), order)
  return isSame(times(s, base), added(commitment, times(k, key)))
}

type Point = readonly [bigint, bigint, bigint, bigint]

const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n

function mod(a: bigint, m = p): bigint {
  const rest = a % m
  return rest < 0n ? rest + m : rest
}

function power(a: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, mod(a), exponent]
  while (left > 0n) {
    if (left & 1n) result = mod(result * square)
    square = mod(square * square)
    left >>= 1n
  }
  return result
}

const inverse = (a: bigint) => power(a, p - 2n)
const d = mod(-121665n * inverse(121666n))
const rootOfMinusOne = power(2n, (p - 1n) / 4n)

function numberFrom(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

function pointFrom(bytes: Uint8Array): Point | null {
  const all = numberFrom(bytes)
  const sign = all >> 255n
  const y = all & (2n ** 255n - 1n)
  if (y >= p) return null
  const x2 = mod((y * y - 1n) * inverse(d * y * y + 1n))
  let x = power(x2, (p + 3n) / 8n)
  if (mod(x * x - x2) !== 0n) x = mod(x * rootOfMinusOne)
  if (mod(x * x - x2) !== 0n) return null
  if ((x & 1n) !== sign) x = mod(-x)
  return [x, y, 1n, mod(x * y)]
}

function added([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2))
  const b = mod((y1 + x1) * (y2 + x2))
  const c = mod(2n * t1 * t2 * d)
  const e = mod(2n * z1 * z2)
  const [f, g, h, i] = [b - a, e - c, e + c, b + a]
  return [mod(f * g), mod(h * i), mod(g * h), mod(f * i)]
}

function times(scalar: bigint, point: Point): Point {
  let [result, doubled, left]: [Point, Point, bigint] = [[0n, 1n, 1n, 0n], point, scalar]
  while (left > 0n) {
    if (left & 1n) result = added(result, doubled)
    doubled = added(doubled, doubled)
    left >>= 1n
  }
  return result
}

function isSame([x1, y1, z1]: Point, [x2, y2, z2]: Point): boolean {
  return mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n
}

const baseY = mod(4n * inverse(5n))
const base = pointFrom(
  Uint8Array.from({ length: 32 }, (_, at) => Number((baseY >> BigInt(8 * at)) & 255n)),
) as Point
