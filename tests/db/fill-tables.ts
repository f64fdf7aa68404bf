import type { Db } from '#db/schema/index.ts'

const at = '2026-11-23T02:00:00.000Z'
const later = '2027-11-23T02:00:00.000Z'

/** One row in each append-only table and in what it refers to. */
export async function fillEveryTable(db: Db): Promise<void> {
  const texts = { nameEn: 'A', nameZh: '甲' }
  await db
    .insertInto('organisation')
    .values({ id: 'o', code: 'O', kind: 'brand', ...texts, timeZone: 'Asia/Shanghai', createdAt: at })
    .execute()
  await db
    .insertInto('outlet')
    .values({
      id: 'out',
      code: 'OUT',
      providerId: 'o',
      tier: 'OUTLET',
      ...texts,
      cityEn: 'Wuhan',
      cityZh: '武汉',
      jurisdictionPath: 'CN',
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('person')
    .values({ id: 'p', code: 'P-1', name: '王强', accountState: 'active', createdAt: at })
    .execute()
  await db
    .insertInto('auditEntry')
    .values({
      sequence: 1,
      id: 'a',
      at,
      action: 'made',
      subjectKind: 'person',
      subjectId: 'p',
      detailsJson: '{}',
      previousHash: '0',
      hash: '1',
    })
    .execute()
  await fillLearning(db)
  await fillCredentials(db)
}

async function fillLearning(db: Db): Promise<void> {
  await db.insertInto('course').values({ id: 'c', code: 'C', createdAt: at }).execute()
  await db
    .insertInto('courseVersion')
    .values({
      id: 'cv',
      courseId: 'c',
      version: 1,
      contentHash: 'h',
      titleEn: 'A',
      titleZh: '甲',
      summaryEn: 'A',
      summaryZh: '甲',
      minutes: 1,
      benchMinutes: 0,
      objectivesJson: '[]',
      expertReview: 'pending',
      publishedAt: at,
    })
    .execute()
  await db
    .insertInto('lesson')
    .values({
      id: 'l',
      courseVersionId: 'cv',
      slug: 'l',
      position: 1,
      minutes: 1,
      checkCount: 1,
      isSafetyCritical: 0,
    })
    .execute()
  await db
    .insertInto('courseEnrolment')
    .values({
      id: 'ce',
      personId: 'p',
      courseId: 'c',
      courseVersionId: 'cv',
      enrolledBy: 'p',
      enrolledAt: at,
    })
    .execute()
  await db
    .insertInto('checkAnswer')
    .values({
      id: 'ca',
      courseEnrolmentId: 'ce',
      lessonId: 'l',
      checkId: 'k',
      choicesJson: '[]',
      isCorrect: 1,
      language: 'en',
      answeredAt: at,
    })
    .execute()
  await db
    .insertInto('item')
    .values({ id: 'i', courseId: 'c', code: 'I', state: 'ACTIVE', createdAt: at })
    .execute()
  await db
    .insertInto('itemVersion')
    .values({
      id: 'iv',
      itemId: 'i',
      version: 1,
      type: 'single',
      domain: 'd',
      difficulty: 1,
      isCritical: 0,
      scoring: 's',
      faceJson: '{}',
      keyJson: '{}',
      rationaleJson: '{}',
      source: '',
      contentHash: 'h',
      createdAt: at,
    })
    .execute()
  await db.insertInto('exam').values({ id: 'e', courseId: 'c', code: 'E' }).execute()
  await db
    .insertInto('examBlueprint')
    .values({
      id: 'b',
      examId: 'e',
      version: 1,
      mode: 'UNPROCTORED',
      minutes: 1,
      cutPermille: 800,
      itemCount: 1,
      blueprintJson: '{}',
      contentHash: 'h',
      publishedAt: at,
    })
    .execute()
  await db.insertInto('examForm').values({ id: 'f', blueprintId: 'b', seed: 's', assembledAt: at }).execute()
  await db
    .insertInto('examAttempt')
    .values({
      id: 'at',
      examId: 'e',
      blueprintId: 'b',
      formId: 'f',
      personId: 'p',
      number: 1,
      mode: 'UNPROCTORED',
      state: 'IN_PROGRESS',
      language: 'en',
      startedAt: at,
      deadlineAt: later,
    })
    .execute()
  await db
    .insertInto('examResponse')
    .values({
      attemptId: 'at',
      sequence: 1,
      itemVersionId: 'iv',
      kind: 'answer',
      valueJson: '[]',
      receivedAt: at,
    })
    .execute()
}

async function fillCredentials(db: Db): Promise<void> {
  await db
    .insertInto('credentialType')
    .values({
      id: 't',
      brandId: 'o',
      code: 'T',
      kind: 'LEVEL',
      nameEn: 'A',
      nameZh: '甲',
      grantsJson: '[]',
      endorsementsJson: '[]',
      componentsJson: '[]',
      validityMonths: 24,
      renewalAnchor: 'COMPLETION',
      windowDays: 90,
      workingGraceDays: 0,
      adminGraceDays: 0,
      requiredEvidenceMode: 'PROCTORED',
      isSafetyCritical: 0,
      isTwoPerson: 0,
      requirementJson: '{}',
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('enrolment')
    .values({
      id: 'en',
      personId: 'p',
      credentialTypeId: 't',
      requirementJson: '{}',
      state: 'AWAITING_DECISION',
      enrolledBy: 'p',
      enrolledAt: at,
      recordedAt: at,
    })
    .execute()
  await db
    .insertInto('credentialDecision')
    .values({
      id: 'd',
      enrolmentId: 'en',
      personId: 'p',
      credentialTypeId: 't',
      outcome: 'ISSUED',
      reason: 'r',
      evidenceJson: '[]',
      decidedBy: 'p',
      decidedAt: at,
    })
    .execute()
  await db
    .insertInto('credential')
    .values({
      id: 'cr',
      number: 'N',
      publicSlug: 's',
      personId: 'p',
      credentialTypeId: 't',
      issuedAt: at,
      validFrom: at,
      validUntil: later,
      evidenceMode: 'PROCTORED',
      evidenceJson: '[]',
      recordedAt: at,
    })
    .execute()
  await db
    .insertInto('badge')
    .values({ credentialId: 'cr', embeddedJson: '{}', jwt: 'a.b.c', signedAt: at })
    .execute()
  await db
    .insertInto('certificateFile')
    .values({ credentialId: 'cr', contentHash: 'h', contentBase64: 'AA==', madeAt: at })
    .execute()
  await db
    .insertInto('badgeStatusPlace')
    .values({ credentialId: 'cr', brandId: 'o', listNumber: 1, place: 5 })
    .execute()
  await db
    .insertInto('credentialEvent')
    .values({
      id: 'cre',
      credentialId: 'cr',
      kind: 'ISSUED',
      effectiveAt: at,
      recordedAt: at,
      reason: 'r',
      detailsJson: '{}',
    })
    .execute()
  await db
    .insertInto('gateDecision')
    .values({
      id: 'g',
      recordedAt: at,
      asOf: at,
      checkpoint: 'DISPATCH',
      brandId: 'o',
      personId: 'p',
      outletId: 'out',
      operationCode: 'X',
      modelCode: 'Y',
      windowStart: at,
      windowEnd: later,
      decision: 'DENY',
      policyVersion: '1',
      inputsDigest: 'd',
      requestJson: '{}',
      reasonsJson: '[]',
      pathsJson: '[]',
    })
    .execute()
  await fillMachine(db)
}

/** What keys, the gate's ledger and the work log add. */
async function fillMachine(db: Db): Promise<void> {
  await db.insertInto('gateInputs').values({ hash: 'h', body: '{}', recordedAt: at }).execute()
  await db
    .insertInto('gateLedgerEntry')
    .values({ sequence: 1, decisionId: 'g', previousHash: '0', hash: '1' })
    .execute()
  await db
    .insertInto('apiKey')
    .values({
      id: 'k',
      organisationId: 'o',
      name: 'Dispatch',
      beginning: 'tgk_',
      secretHash: 'h',
      scopesJson: '[]',
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('operation')
    .values({
      id: 'op',
      code: 'X',
      nameEn: 'A',
      nameZh: '甲',
      activityTagsJson: '[]',
      isSupervisable: 0,
      isOneToOne: 0,
      evidenceEn: '',
      evidenceZh: '',
    })
    .execute()
  await db
    .insertInto('workLogEntry')
    .values({
      id: 'w',
      brandId: 'o',
      job: 'J-1',
      personId: 'p',
      outletId: 'out',
      operationId: 'op',
      finishedAt: at,
      apiKeyId: 'k',
      recordedAt: at,
    })
    .execute()
  await db
    .insertInto('workLogConnection')
    .values({ id: 'wc', brandId: 'o', countsFrom: at, reason: 'Complete', apiKeyId: 'k', recordedAt: at })
    .execute()
  await db
    .insertInto('credentialBatch')
    .values({
      id: 'cb',
      brandId: 'o',
      kind: 'IMPORT',
      state: 'PREVIEWED',
      source: 'PASTED',
      sourceHash: 'h',
      attestsProctored: 0,
      needsSecond: 0,
      rowCount: 1,
      readyCount: 0,
      madeBy: 'p',
      madeAt: at,
    })
    .execute()
  await db
    .insertInto('credentialBatchRow')
    .values({
      batchId: 'cb',
      stage: 'PREVIEW',
      rowNumber: 1,
      readJson: '{}',
      result: 'REFUSED',
      detailsJson: '{}',
    })
    .execute()
}
