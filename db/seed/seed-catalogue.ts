import { brands, composite, courseOfRung, endorsements, ladders } from './demo/ladders.ts'
import { legalRuleSets, legalRules, licenceTypes } from './demo/legal-rules.ts'
import { models, operations } from './demo/operations.ts'
import { type DemoCalendar, insertRows, type RequirementSeed, type SeedTools } from './seed-tools.ts'

/** What the later steps of filling need to find again. */
export type SeededCatalogue = {
  organisationId: (code: string) => string
  addOrganisation: (code: string, id: string) => void
  categoryId: (brand: string, code: string) => string
  credentialTypeId: (brand: string, code: string) => string
}

/** Fills brands, ladders, credential types, operations, models and rules. */
export async function seedCatalogue(tools: SeedTools, calendar: DemoCalendar): Promise<SeededCatalogue> {
  const { db, newId } = tools
  const longAgo = calendar.from('2024-01-01')
  const ids = new Map<string, string>()
  const idOf = (key: string) => {
    const id = ids.get(key)
    if (!id) throw new Error(`The demonstration names ${key}, which it does not make`)
    return id
  }
  const make = (key: string) => {
    const id = newId()
    ids.set(key, id)
    return id
  }

  await insertRows(
    db,
    'organisation',
    brands.map(({ code, en, zh }) => ({
      id: make(`organisation ${code}`),
      code,
      kind: 'brand' as const,
      nameEn: en,
      nameZh: zh,
      timeZone: 'Asia/Shanghai',
      createdAt: longAgo,
    })),
  )
  await insertRows(
    db,
    'category',
    ladders.map(({ brand, category, en, zh }, position) => ({
      id: make(`category ${brand} ${category}`),
      brandId: idOf(`organisation ${brand}`),
      code: category,
      nameEn: en,
      nameZh: zh,
      position,
    })),
  )
  await insertRows(
    db,
    'ladderLevel',
    ladders.flatMap(({ brand, category, rungs }) =>
      rungs.map((rung, index) => ({
        id: newId(),
        categoryId: idOf(`category ${brand} ${category}`),
        level: index + 1,
        code: rung.code,
        nameEn: rung.en,
        nameZh: rung.zh,
        scopeEn: rung.scopeEn,
        scopeZh: rung.scopeZh,
        isSafetyCritical: flag(rung.isSafetyCritical ?? false),
      })),
    ),
  )
  await seedCredentialTypes(tools, longAgo, make, idOf)
  await insertRows(
    db,
    'productModel',
    models.map((model) => ({
      id: make(`model ${model.code}`),
      brandId: idOf(`organisation ${model.brand}`),
      categoryId: idOf(`category ${model.brand} ${model.category}`),
      code: model.code,
      refrigerant: model.refrigerant,
      systemSize: model.size,
      deltaModuleCode: model.delta,
      launchedOn: calendar.day(model.launchedOn),
    })),
  )
  await insertRows(
    db,
    'operation',
    operations.map((one) => ({
      id: make(`operation ${one.code}`),
      code: one.code,
      categoryId: one.category && idOf(`category ${one.category.brand} ${one.category.code}`),
      nameEn: one.en,
      nameZh: one.zh,
      activityTagsJson: JSON.stringify(one.tags ?? []),
      isSupervisable: flag(one.isSupervisable),
      isOneToOne: flag(one.isOneToOne ?? false),
      evidenceEn: one.evidenceEn,
      evidenceZh: one.evidenceZh,
    })),
  )
  await seedRules(tools, longAgo, idOf)
  return {
    organisationId: (code) => idOf(`organisation ${code}`),
    addOrganisation: (code, id) => void ids.set(`organisation ${code}`, id),
    categoryId: (brand, code) => idOf(`category ${brand} ${code}`),
    credentialTypeId: (brand, code) => idOf(`type ${brand} ${code}`),
  }
}

type IdOf = (key: string) => string

/** A credential type for every rung, for the composite, and for each endorsement of each brand. */
async function seedCredentialTypes(tools: SeedTools, at: string, make: IdOf, idOf: IdOf): Promise<void> {
  const common = { renewalAnchor: 'PREVIOUS_EXPIRY' as const, isTwoPerson: 0 as const, createdAt: at }
  const rungTypes = ladders.flatMap(({ brand, category, rungs }) =>
    rungs.map((rung, index) => {
      const level = index + 1
      const isSafetyCritical = rung.isSafetyCritical ?? false
      const requirement: RequirementSeed = {
        brand,
        category,
        level,
        course: level === 1 ? null : (courseOfRung[rung.code] ?? rung.code),
        hasPractical: courseOfRung[rung.code] !== undefined,
        components: [],
      }
      return {
        ...common,
        id: make(`type ${brand} ${rung.code}`),
        brandId: idOf(`organisation ${brand}`),
        code: rung.code,
        kind: 'LEVEL' as const,
        nameEn: rung.en,
        nameZh: rung.zh,
        categoryId: idOf(`category ${brand} ${category}`),
        level,
        grantsJson: JSON.stringify([{ category, level }]),
        endorsementsJson: '[]',
        componentsJson: '[]',
        validityMonths: level === 4 ? 12 : 24,
        windowDays: level === 4 ? 60 : 90,
        workingGraceDays: level <= 2 && !isSafetyCritical ? 30 : 0,
        adminGraceDays: level === 4 ? 60 : 90,
        requiredEvidenceMode: level >= 3 ? ('PROCTORED' as const) : ('UNPROCTORED' as const),
        isSafetyCritical: flag(isSafetyCritical),
        requirementJson: tools.requirementJson(requirement),
        renewalJson: tools.renewalJson(requirement),
      }
    }),
  )
  const grants = composite.categories.map((category) => ({ category, level: composite.level }))
  const compositeRequirement: RequirementSeed = {
    brand: composite.brand,
    category: null,
    level: null,
    course: composite.course,
    hasPractical: true,
    components: grants,
  }
  const compositeType = {
    ...common,
    id: make(`type ${composite.brand} ${composite.code}`),
    brandId: idOf(`organisation ${composite.brand}`),
    code: composite.code,
    kind: 'COMPOSITE' as const,
    nameEn: composite.en,
    nameZh: composite.zh,
    level: composite.level,
    grantsJson: JSON.stringify(grants),
    endorsementsJson: '[]',
    componentsJson: JSON.stringify(composite.components),
    validityMonths: 24,
    windowDays: 90,
    workingGraceDays: 30,
    adminGraceDays: 90,
    requiredEvidenceMode: 'UNPROCTORED' as const,
    isSafetyCritical: 0 as const,
    requirementJson: tools.requirementJson(compositeRequirement),
    renewalJson: tools.renewalJson(compositeRequirement),
  }
  const endorsementTypes = brands.flatMap(({ code: brand }) =>
    endorsements.map((one) => {
      const requirement: RequirementSeed = {
        brand,
        category: null,
        level: null,
        course: one.course,
        hasPractical: one.code !== 'ETH' && one.code !== 'DATA',
        components: [],
      }
      return {
        ...common,
        id: make(`type ${brand} ${one.code}`),
        brandId: idOf(`organisation ${brand}`),
        code: one.code,
        kind: 'ENDORSEMENT' as const,
        nameEn: one.en,
        nameZh: one.zh,
        grantsJson: '[]',
        endorsementsJson: JSON.stringify([one.code]),
        componentsJson: '[]',
        validityMonths: 12,
        windowDays: 60,
        workingGraceDays: one.workingGraceDays,
        adminGraceDays: 30,
        requiredEvidenceMode: 'UNPROCTORED' as const,
        isSafetyCritical: flag(one.code !== 'ETH' && one.code !== 'DATA'),
        requirementJson: tools.requirementJson(requirement),
        renewalJson: tools.renewalJson(requirement),
      }
    }),
  )
  await insertRows(tools.db, 'credentialType', rungTypes)
  await insertRows(tools.db, 'credentialType', [compositeType])
  await insertRows(tools.db, 'credentialType', endorsementTypes)
}

/** Requirement rules, legal rules and each brand's first gate policy. */
async function seedRules({ db, newId }: SeedTools, at: string, idOf: IdOf): Promise<void> {
  const rule = { endorsementsAnyOfJson: '[]', effectiveFrom: at, recordedAt: at }
  const named = operations.flatMap((one) => {
    if (one.level === null) return []
    const homes = one.category
      ? [one.category]
      : ladders.map(({ brand, category }) => ({ brand, code: category }))
    return homes.flatMap((home) => {
      const place = {
        brandId: idOf(`organisation ${home.brand}`),
        operationId: idOf(`operation ${one.code}`),
        categoryId: idOf(`category ${home.brand} ${home.code}`),
      }
      const base = {
        ...rule,
        ...place,
        id: newId(),
        minLevel: one.level,
        endorsementsAllOfJson: JSON.stringify(one.endorsements ?? []),
      }
      if (!one.refrigerantEndorsements) return [base]
      const { refrigerant, endorsements: extra } = one.refrigerantEndorsements
      return [
        base,
        {
          ...rule,
          ...place,
          id: newId(),
          minLevel: null,
          refrigerant,
          endorsementsAllOfJson: JSON.stringify(extra),
        },
      ]
    })
  })
  await insertRows(db, 'requirementRule', named)
  await insertRows(
    db,
    'licenceType',
    licenceTypes.map(({ code, en, zh }) => ({ code, nameEn: en, nameZh: zh })),
  )
  await insertRows(
    db,
    'legalRuleSet',
    legalRuleSets.map((jurisdictionPath) => ({ jurisdictionPath, reviewedAt: at, recordedAt: at })),
  )
  await insertRows(
    db,
    'legalRule',
    legalRules.map((one) => ({
      id: one.id,
      jurisdictionPath: one.path,
      activityTag: one.tag,
      appliesWhenJson: JSON.stringify(one.when),
      subject: one.subject,
      licenceTypesAnyOfJson: JSON.stringify(one.licences),
      enforcement: one.enforcement,
      isSupervisable: flag(one.isSupervisable),
      replacesJson: '[]',
      basisEn: one.basisEn,
      basisZh: one.basisZh,
      confidence: one.confidence,
      effectiveFrom: at,
      recordedAt: at,
    })),
  )
  await insertRows(
    db,
    'gatePolicy',
    brands.map(({ code }) => ({
      id: newId(),
      brandId: idOf(`organisation ${code}`),
      version: '2026.11-1',
      raisedLegalRulesJson: '[]',
      effectiveFrom: at,
      recordedAt: at,
    })),
  )
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}
