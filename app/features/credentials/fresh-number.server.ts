import type { Context } from '#app/context.server.ts'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { inPieces } from '#app/domain/shared/grouped.ts'
import type { Db } from '#db/schema/index.ts'
import { findTaken, isNumberTaken } from './credential.repository.server.ts'

/** A number and a public address that nothing has yet. A clash is nearly impossible; ten in a row mean a broken random source. */
export async function freshNumber(
  ctx: Context,
  trx: Db,
  brandCode: string,
  typeCode: string,
): Promise<{ readonly number: string; readonly publicSlug: string }> {
  for (let tries = 0; tries < 10; tries++) {
    const number = makeCertificateNumber(brandCode, typeCode, ctx.randomBytes).text
    const publicSlug = makePublicSlug(ctx.randomBytes)
    if (!(await isNumberTaken(trx, number, publicSlug))) return { number, publicSlug }
  }
  throw new Error('No free certificate number in ten tries')
}

/** Numbers and public addresses for many credentials, in their order: one look for each five hundred, and another where something clashes. */
export async function freshNumbers(
  ctx: Context,
  trx: Db,
  wanted: readonly { readonly brandCode: string; readonly typeCode: string }[],
): Promise<readonly { readonly number: string; readonly publicSlug: string }[]> {
  const fresh: { number: string; publicSlug: string }[] = []
  const given = new Set<string>()
  for (const piece of inPieces(wanted, numbersAtOnce)) {
    const made = piece.map(({ brandCode, typeCode }) => ({
      number: makeCertificateNumber(brandCode, typeCode, ctx.randomBytes).text,
      publicSlug: makePublicSlug(ctx.randomBytes),
    }))
    const taken = await findTaken(
      trx,
      made.map(({ number }) => number),
      made.map(({ publicSlug }) => publicSlug),
    )
    for (const [index, one] of made.entries()) {
      const { brandCode = '', typeCode = '' } = piece[index] ?? {}
      const isTaken = [one.number, one.publicSlug].some((text) => taken.has(text) || given.has(text))
      const own = isTaken ? await freshNumber(ctx, trx, brandCode, typeCode) : one
      given.add(own.number).add(own.publicSlug)
      fresh.push(own)
    }
  }
  return fresh
}

const numbersAtOnce = 500
