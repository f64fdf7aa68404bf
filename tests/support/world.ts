import type { Context, SignedInContext } from '#app/context.server.ts'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { addHours } from '#app/domain/shared/instants.ts'
import type { Role } from '#app/features/identity/actor.ts'
import { insertPerson, insertRoleAssignment } from '#app/features/identity/index.server.ts'
import { insertAffiliation } from '#app/features/identity/invitation.repository.server.ts'
import { requirementOf } from '#app/requirement-seed.server.ts'
import { actingAs } from './frozen-context.ts'

export type Brand = { id: string; code: string; categoryId: string; typeIds: readonly string[] }
export type Provider = { id: string; code: string }
export type Outlet = { id: string; code: string; providerId: string }
export type Person = {
  id: string
  code: string
  /** A context in which this person is signed in. */
  signedIn(): Promise<SignedInContext>
}

/** Scenes in the product's words, for tests that want their own small world instead of the demonstration. */
export type World = ReturnType<typeof worldOf>

/** Builds onto a context's database. Everything is in force from a year before the context's clock. */
export function worldOf(ctx: Context) {
  const { db, newId } = ctx
  const longAgo = addHours(ctx.now(), -365 * 24)
  let made = 0
  const codeOf = (prefix: string) => `${prefix}-${9000 + ++made}`
  const organisation = async (
    kind: 'brand' | 'provider' | 'monitor' | 'government' | 'platform',
    code: string,
  ) => {
    const id = newId()
    const names = { nameEn: `${code} in English`, nameZh: `${code}中文` }
    await db
      .insertInto('organisation')
      .values({ id, code, kind, ...names, timeZone: 'Asia/Shanghai', createdAt: longAgo })
      .execute()
    return { id, code }
  }

  /** A brand with one category of washing machines and the rungs WM-L1 to WM-L3. */
  async function brand(code = codeOf('BRAND')): Promise<Brand> {
    const { id } = await organisation('brand', code)
    const categoryId = newId()
    await db
      .insertInto('category')
      .values({
        id: categoryId,
        brandId: id,
        code: 'WM',
        nameEn: 'Washing machines',
        nameZh: '洗衣机',
        position: 0,
      })
      .execute()
    const typeIds: string[] = []
    for (const level of [1, 2, 3]) {
      const typeId = newId()
      typeIds.push(typeId)
      const rung = { code: `WM-L${level}`, nameEn: `Washing machines ${level}`, nameZh: `洗衣机 ${level} 级` }
      await db
        .insertInto('ladderLevel')
        .values({
          id: newId(),
          categoryId,
          level,
          ...rung,
          scopeEn: 'Scope',
          scopeZh: '范围',
          isSafetyCritical: 0,
        })
        .execute()
      const requirement = requirementOf({
        brand: code,
        category: 'WM',
        level,
        course: level === 1 ? null : 'WM-201',
        hasPractical: level > 1,
        components: [],
      })
      await db
        .insertInto('credentialType')
        .values({
          id: typeId,
          brandId: id,
          kind: 'LEVEL',
          ...rung,
          categoryId,
          level,
          grantsJson: JSON.stringify([{ category: 'WM', level }]),
          endorsementsJson: '[]',
          componentsJson: '[]',
          validityMonths: 24,
          renewalAnchor: 'PREVIOUS_EXPIRY',
          windowDays: 90,
          workingGraceDays: 30,
          adminGraceDays: 90,
          requiredEvidenceMode: 'UNPROCTORED',
          isSafetyCritical: 0,
          isTwoPerson: 0,
          requirementJson: JSON.stringify(requirement),
          createdAt: longAgo,
        })
        .execute()
    }
    return { id, code, categoryId, typeIds }
  }

  /** A provider with a contract for each of the brands. */
  async function provider(given: { brands?: readonly Brand[]; code?: string } = {}): Promise<Provider> {
    const made_ = await organisation('provider', given.code ?? codeOf('PROVIDER'))
    for (const { id } of given.brands ?? [])
      await db
        .insertInto('providerContract')
        .values({ id: newId(), providerId: made_.id, brandId: id, fromAt: longAgo, recordedAt: longAgo })
        .execute()
    return made_
  }

  async function outlet(given: { provider: Provider; code?: string }): Promise<Outlet> {
    const id = newId()
    const code = given.code ?? codeOf('OUTLET')
    await db
      .insertInto('outlet')
      .values({
        id,
        code,
        providerId: given.provider.id,
        tier: 'OUTLET',
        nameEn: code,
        nameZh: code,
        cityEn: 'Wuhan',
        cityZh: '武汉',
        jurisdictionPath: 'CN/42/4201',
        createdAt: longAgo,
      })
      .execute()
    return { id, code, providerId: given.provider.id }
  }

  /** Somebody with a role in an organisation. */
  async function person(given: {
    role: Role
    organisation: { id: string }
    code?: string
    name?: string
  }): Promise<Person> {
    const id = newId()
    const code = given.code ?? codeOf('X')
    const phone = `+86138${String(10_000_000 + made)}`
    await insertPerson(db, {
      id,
      code,
      name: given.name ?? `人${made}`,
      phone,
      accountState: 'active',
      identityVerifiedAt: longAgo,
      createdAt: longAgo,
    })
    await insertRoleAssignment(db, {
      id: newId(),
      personId: id,
      organisationId: given.organisation.id,
      role: given.role,
      fromAt: longAgo,
      recordedAt: longAgo,
    })
    return { id, code, signedIn: () => actingAs(ctx, code) }
  }

  /** An engineer of an outlet who holds what is named, such as `WM-L2`, of a brand. */
  async function engineer(given: {
    outlet: Outlet
    brand?: Brand
    holds?: string | readonly string[]
    code?: string
  }): Promise<Person> {
    const { outlet: place, brand: of, holds = [] } = given
    const one = await person({
      role: 'engineer',
      organisation: { id: place.providerId },
      code: given.code ?? codeOf('E'),
    })
    await insertAffiliation(db, {
      id: newId(),
      personId: one.id,
      outletId: place.id,
      role: 'ENGINEER',
      isPrimary: 1,
      hiredOn: longAgo.slice(0, 10),
      fromAt: longAgo,
      recordedAt: longAgo,
    })
    for (const type of typeof holds === 'string' ? [holds] : holds) {
      if (!of) throw new Error('Who holds a credential holds it of a brand')
      await credential({ person: one, brand: of, type })
    }
    return one
  }

  /** A credential taken over from earlier records, valid for two years from a year ago unless said otherwise. */
  async function credential(given: {
    person: { id: string }
    brand: Brand
    type: string
    validFrom?: string
    validUntil?: string
  }): Promise<{ id: string }> {
    const { id: credentialTypeId } = await db
      .selectFrom('credentialType')
      .select('id')
      .where('brandId', '=', given.brand.id)
      .where('code', '=', given.type)
      .executeTakeFirstOrThrow()
    const id = newId()
    const validFrom = given.validFrom ?? longAgo
    await db
      .insertInto('credential')
      .values({
        id,
        number: makeCertificateNumber('TEST', given.type, ctx.randomBytes).text,
        publicSlug: makePublicSlug(ctx.randomBytes),
        personId: given.person.id,
        credentialTypeId,
        issuedAt: validFrom,
        validFrom,
        validUntil: given.validUntil ?? addHours(validFrom, 730 * 24),
        evidenceMode: 'PROCTORED',
        evidenceJson: '[]',
        recordedAt: validFrom,
      })
      .execute()
    await db
      .insertInto('credentialEvent')
      .values({
        id: newId(),
        credentialId: id,
        kind: 'ISSUED',
        effectiveAt: validFrom,
        recordedAt: validFrom,
        reason: 'Taken over',
        detailsJson: '{}',
      })
      .execute()
    return { id }
  }

  const staffOf = (role: Role) => (organisation_: { id: string }) =>
    person({ role, organisation: organisation_ })
  return {
    brand,
    provider,
    outlet,
    person,
    engineer,
    credential,
    manager: staffOf('provider-manager'),
    trainer: staffOf('trainer'),
    officer: staffOf('certification-officer'),
    assessor: staffOf('assessor'),
    invigilator: staffOf('invigilator'),
    dispatcher: staffOf('dispatcher'),
    platform: () => organisation('platform', codeOf('PLATFORM')),
    admin: async () =>
      person({ role: 'admin', organisation: await organisation('platform', codeOf('PLATFORM')) }),
  }
}
