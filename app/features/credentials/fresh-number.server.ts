import type { Context } from '#app/context.server.ts'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import type { Db } from '#db/schema/index.ts'
import { isNumberTaken } from './credential.repository.server.ts'

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
