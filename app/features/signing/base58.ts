const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes in base58 with Bitcoin's alphabet, as multibase's `z` has them (W3C, Controlled Identifiers 1.0, 2.4). */
export function base58(bytes: Uint8Array): string {
  const digits: number[] = []
  for (const byte of bytes) {
    let carry = byte
    for (let place = 0; place < digits.length; place += 1) {
      carry += (digits[place] as number) << 8
      digits[place] = carry % 58
      carry = Math.floor(carry / 58)
    }
    while (carry > 0) {
      digits.push(carry % 58)
      carry = Math.floor(carry / 58)
    }
  }
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros += 1
  return (
    '1'.repeat(zeros) +
    digits
      .toReversed()
      .map((digit) => alphabet[digit])
      .join('')
  )
}
