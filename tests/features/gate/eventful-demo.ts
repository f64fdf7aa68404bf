import type { Db } from '#db/schema/index.ts'

const at = (day: string) => `${day}T02:00:00.000Z`
const recordedAt = at('2026-09-01')

/** The parts of the eventful demonstration that tests change or ask about. */
export type EventfulDemo = {
  readonly idOf: (table: 'person' | 'outlet' | 'organisation', code: string) => Promise<string>
}

/**
 * Gives the demonstration what it lacks: sanctions, suspensions, renewals, corrections, caps, modules passed, enrolments, the safety exam, a provider with
 * a parent, rules of every kind that end or begin, in dates before and after its now. With it, every kind of fact that the gate reads from the database
 * is there at least once.
 */
export async function addEvents(db: Db): Promise<EventfulDemo> {
  const idOf: EventfulDemo['idOf'] = async (table, code) =>
    (await db.selectFrom(table).select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
  const meihe = await idOf('organisation', 'MEIHE')
  const category = async (code: string) =>
    (
      await db
        .selectFrom('category')
        .select('id')
        .where('code', '=', code)
        .where('brandId', '=', meihe)
        .executeTakeFirstOrThrow()
    ).id
  await addToRules(db, { meihe, airConditioners: await category('AC'), washers: await category('WM') })
  await addToNetwork(db, { idOf, meihe, airConditioners: await category('AC') })
  await addToPeople(db, { idOf, meihe })
  await addSafetyExam(db, await idOf('person', 'E-1004'))
  return { idOf }
}

async function addToRules(db: Db, ids: { meihe: string; airConditioners: string; washers: string }) {
  const rule = {
    brandId: ids.meihe,
    endorsementsAllOfJson: '[]',
    endorsementsAnyOfJson: '[]',
    isDeltaRequired: 0 as const,
    effectiveFrom: at('2026-01-01'),
    recordedAt,
  }
  const model = await db
    .selectFrom('productModel')
    .select('id')
    .where('code', '=', 'MH-AC-35-R32')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('requirementRule')
    .values([
      { ...rule, id: 'rule-grade', categoryId: ids.washers, minProviderGrade: 2 },
      {
        ...rule,
        id: 'rule-ended',
        categoryId: ids.airConditioners,
        minLevel: 4,
        effectiveUntil: at('2026-03-01'),
      },
      { ...rule, id: 'rule-later', modelId: model.id, minLevel: 3, effectiveFrom: at('2027-01-01') },
      { ...rule, id: 'rule-warranty', categoryId: ids.washers, warranty: 'IN', minLevel: 1 },
      { ...rule, id: 'rule-any', modelId: model.id, endorsementsAnyOfJson: '["A2L","HVDC"]' },
      { ...rule, id: 'rule-delta', refrigerant: 'R32', isDeltaRequired: 1, recordedAt: at('2026-12-24') },
    ])
    .execute()
  await db
    .insertInto('gatePolicy')
    .values({
      id: 'policy-2027',
      brandId: ids.meihe,
      version: '2027.01-1',
      raisedLegalRulesJson: JSON.stringify(
        (await db.selectFrom('legalRule').select('id').where('enforcement', '=', 'WARN').execute()).map(
          ({ id }) => id,
        ),
      ),
      effectiveFrom: at('2027-01-01'),
      recordedAt,
    })
    .execute()
  await db
    .insertInto('legalRuleSet')
    .values({ jurisdictionPath: 'CN/HB/WUH', reviewedAt: at('2026-02-01'), recordedAt })
    .execute()
  await db
    .insertInto('legalRule')
    .values({
      id: 'WUH-HEIGHT',
      jurisdictionPath: 'CN/HB/WUH',
      activityTag: 'LV_ELECTRICAL',
      appliesWhenJson: '{}',
      subject: 'ENTERPRISE',
      licenceTypesAnyOfJson: '["CN-LV"]',
      enforcement: 'WARN',
      isSupervisable: 0,
      replacesJson: '[]',
      basisEn: 'invented',
      basisZh: '虚构',
      confidence: 'invented',
      effectiveFrom: at('2026-02-01'),
      recordedAt,
    })
    .execute()
}

type Ids = { idOf: EventfulDemo['idOf']; meihe: string }

async function addToNetwork(db: Db, { idOf, meihe, airConditioners }: Ids & { airConditioners: string }) {
  const parent = await idOf('organisation', 'P6')
  const provider = await idOf('organisation', 'P2')
  const [outlet, sanctioned] = [await idOf('outlet', 'O1'), await idOf('outlet', 'O4')]
  await db.updateTable('organisation').set({ parentId: parent }).where('id', '=', provider).execute()
  const sanction = { groundsEn: 'Invented', groundsZh: '虚构', recordedAt }
  await db
    .insertInto('sanction')
    .values([
      {
        ...sanction,
        id: 's-1',
        subjectKind: 'provider',
        subjectId: parent,
        fromAt: at('2026-12-01'),
        untilAt: at('2027-02-01'),
      },
      {
        ...sanction,
        id: 's-2',
        subjectKind: 'outlet',
        subjectId: sanctioned,
        brandId: meihe,
        fromAt: at('2026-10-01'),
        liftedAt: at('2026-12-01'),
      },
      {
        ...sanction,
        id: 's-3',
        subjectKind: 'person',
        subjectId: await idOf('person', 'E-1003'),
        categoryId: airConditioners,
        fromAt: at('2026-12-10'),
      },
      {
        ...sanction,
        id: 's-4',
        subjectKind: 'outlet',
        subjectId: await idOf('person', 'E-1001'),
        fromAt: at('2026-01-01'),
      },
      {
        ...sanction,
        id: 's-5',
        subjectKind: 'person',
        subjectId: await idOf('person', 'E-1012'),
        fromAt: at('2026-11-01'),
        untilAt: at('2027-01-01'),
        liftedAt: at('2026-11-10'),
      },
    ])
    .execute()
  const authorisation = await db
    .selectFrom('authorisation')
    .select('id')
    .where('outletId', '=', outlet)
    .where('categoryId', '=', airConditioners)
    .executeTakeFirstOrThrow()
  const event = { authorisationId: authorisation.id, recordedAt, reason: 'Invented' }
  await db
    .insertInto('authorisationEvent')
    .values([
      { ...event, id: 'ae-1', state: 'RESTRICTED', capLevel: 1, effectiveAt: at('2026-12-01') },
      { ...event, id: 'ae-2', state: 'PROBATION', capLevel: 2, effectiveAt: at('2026-12-20') },
      { ...event, id: 'ae-3', state: 'ACTIVE', effectiveAt: at('2027-01-10'), recordedAt: at('2026-12-24') },
    ])
    .execute()
  const agreement = { outletId: outlet, brandId: meihe, recordedAt }
  await db
    .insertInto('deposit')
    .values({ ...agreement, id: 'dep', requiredCents: 3_000_000, paidCents: 1, fromAt: at('2026-12-15') })
    .execute()
  await db
    .insertInto('depositWaiver')
    .values({
      ...agreement,
      id: 'waiver',
      reasonEn: 'Low volume',
      reasonZh: '量小',
      fromAt: at('2026-12-16'),
      untilAt: at('2026-12-20'),
    })
    .execute()
  await db
    .insertInto('licence')
    .values({
      id: 'licence-of-provider',
      providerId: await idOf('organisation', 'P1'),
      licenceTypeCode: 'CN-LV',
      number: 'ENT-1',
      issuer: 'invented',
      validFrom: at('2026-01-01'),
      validUntil: at('2026-12-31'),
      verifiedAt: at('2026-06-01'),
      recordedAt,
    })
    .execute()
}

async function addToPeople(db: Db, { idOf, meihe }: Ids) {
  const [first, second, trainee] = [
    await idOf('person', 'E-1001'),
    await idOf('person', 'E-1002'),
    await idOf('person', 'E-1004'),
  ]
  await db
    .insertInto('deltaCompletion')
    .values({
      id: 'delta',
      personId: first,
      deltaModuleCode: 'AC-D-2026',
      passedAt: at('2026-12-01'),
      recordedAt: at('2026-12-01'),
    })
    .execute()
  const typeId = async (code: string) =>
    (
      await db
        .selectFrom('credentialType')
        .select('id')
        .where('code', '=', code)
        .where('brandId', '=', meihe)
        .executeTakeFirstOrThrow()
    ).id
  await db
    .insertInto('enrolment')
    .values({
      id: 'enrolment',
      personId: trainee,
      credentialTypeId: await typeId('WM-L2'),
      requirementJson: '{}',
      state: 'LEARNING',
      enrolledBy: trainee,
      enrolledAt: at('2026-10-01'),
      recordedAt: at('2026-10-01'),
    })
    .execute()
  const credentialsOf = (personId: string) =>
    db
      .selectFrom('credential')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .selectAll('credential')
      .select('credentialType.code')
      .where('personId', '=', personId)
      .orderBy('credentialType.code')
      .execute()
  const [one, ...others] = await credentialsOf(second)
  const ofFirst = await credentialsOf(first)
  const [reduced, suspended, corrected] = ofFirst
  if (!one || !reduced || !suspended || !corrected)
    throw new Error('E-1001 and E-1002 hold less than they did')
  const { code: _, ...renewal } = one
  await db
    .insertInto('credential')
    .values({
      ...renewal,
      id: 'renewal',
      number: 'RENEWED-1',
      publicSlug: 'renewed-1',
      supersedesId: one.id,
      validFrom: at('2026-12-01'),
      validUntil: at('2028-12-01'),
      recordedAt: at('2026-11-20'),
    })
    .execute()
  const event = { recordedAt, reason: 'Invented', detailsJson: '{}' }
  await db
    .insertInto('credentialEvent')
    .values([
      {
        ...event,
        id: 'ce-1',
        credentialId: suspended.id,
        kind: 'SUSPENDED',
        effectiveAt: at('2026-12-05'),
        untilAt: at('2026-12-20'),
      },
      {
        ...event,
        id: 'ce-2',
        credentialId: suspended.id,
        kind: 'SUSPENSION_LIFTED',
        effectiveAt: at('2026-12-12'),
        recordedAt: at('2026-12-12'),
      },
      {
        ...event,
        id: 'ce-3',
        credentialId: reduced.id,
        kind: 'SCOPE_REDUCED',
        effectiveAt: at('2026-12-01'),
        detailsJson: '{"grants":[],"endorsements":[]}',
      },
      {
        ...event,
        id: 'ce-4',
        credentialId: corrected.id,
        kind: 'CORRECTED',
        effectiveAt: at('2026-12-01'),
        detailsJson: JSON.stringify({ validUntil: at('2026-12-18') }),
      },
      {
        ...event,
        id: 'ce-5',
        credentialId: (others[0] ?? one).id,
        kind: 'REVOKED',
        effectiveAt: at('2027-01-05'),
        recordedAt: at('2027-01-05'),
      },
    ])
    .execute()
  await db
    .insertInto('affiliation')
    .values({
      id: 'second-place',
      personId: second,
      outletId: await idOf('outlet', 'O2'),
      role: 'ENGINEER',
      isPrimary: 0,
      hiredOn: '2026-11-01',
      fromAt: at('2026-11-01'),
      untilAt: at('2026-12-31'),
      recordedAt,
    })
    .execute()
}

/** Somebody passed the common safety exam, and failed it first. */
async function addSafetyExam(db: Db, personId: string) {
  await db
    .insertInto('course')
    .values({ id: 'safe-course', code: 'SAFE-101', createdAt: recordedAt })
    .execute()
  await db.insertInto('exam').values({ id: 'safe-exam', courseId: 'safe-course', code: 'SAFE-101' }).execute()
  await db
    .insertInto('examBlueprint')
    .values({
      id: 'safe-blueprint',
      examId: 'safe-exam',
      version: 1,
      mode: 'UNPROCTORED',
      minutes: 30,
      cutPermille: 800,
      itemCount: 10,
      blueprintJson: '{}',
      contentHash: 'invented',
      publishedAt: recordedAt,
    })
    .execute()
  await db
    .insertInto('examForm')
    .values({ id: 'safe-form', blueprintId: 'safe-blueprint', seed: 'invented', assembledAt: recordedAt })
    .execute()
  const attempt = {
    examId: 'safe-exam',
    blueprintId: 'safe-blueprint',
    formId: 'safe-form',
    personId,
    mode: 'UNPROCTORED' as const,
    language: 'zh-CN',
    startedAt: at('2026-10-10'),
    deadlineAt: at('2026-10-11'),
  }
  await db
    .insertInto('examAttempt')
    .values([
      { ...attempt, id: 'failed', number: 1, state: 'FAILED', submittedAt: at('2026-10-10') },
      { ...attempt, id: 'passed', number: 2, state: 'PASSED', submittedAt: at('2026-10-12') },
    ])
    .execute()
}
