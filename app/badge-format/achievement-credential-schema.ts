/**
 * What a badge has to look like, by the data model of Open Badges 3.0 (1EdTech, AchievementCredential) as JSON Schema 2019-09. Written from the specification, since the text
 * of 1EdTech's schema is theirs. It is stricter than that one nowhere: what that one accepts passes here. Its answers were compared with those of the published file, see
 * `tests/features/badges/published-schema.test.ts`.
 */
const text = { type: 'string' }
const dateTime = { type: 'string', format: 'date-time' }
const listOf = (items: object) => ({ type: 'array', items })
const types = (...oneOf: string[]) => ({
  type: 'array',
  minItems: 1,
  items: text,
  contains: { enum: oneOf },
})
const named = { type: 'object', properties: { id: text, type: text }, required: ['id', 'type'] }
const typed = { type: 'object', properties: { id: text, type: text }, required: ['type'] }

const number = { type: 'number' }
/** A word of a list, or one of somebody's own, which begins with `ext:`. */
const wordOf = (...words: string[]) => ({
  anyOf: [{ enum: words }, { type: 'string', pattern: '(ext:)[\\w.|]+' }],
})
const language = { type: 'string', pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$' }
const compactJws = { type: 'string', pattern: '^[\\w-]+\\.[\\w-]*\\.[\\w-]+$' }
const ref = (name: string) => ({ $ref: `#/$defs/${name}` })

const image = {
  type: 'object',
  properties: { id: text, type: { enum: ['Image'] }, caption: text },
  required: ['id', 'type'],
  additionalProperties: false,
}

const identityTypes = [
  'name',
  'sourcedId',
  'systemId',
  'productId',
  'userName',
  'accountId',
  'emailAddress',
  'nationalIdentityNumber',
  'isbn',
  'issn',
  'lisSourcedId',
  'oneRosterSourcedId',
  'sisSourcedId',
  'ltiContextId',
  'ltiDeploymentId',
  'ltiToolId',
  'ltiPlatformId',
  'ltiUserId',
  'identifier',
]

const identifiers = { identifier: text, identifierType: wordOf(...identityTypes) }

/** Parts that name each other. */
const parts = {
  identity: {
    type: 'object',
    properties: {
      type: { enum: ['IdentityObject'] },
      hashed: { type: 'boolean' },
      identityHash: text,
      identityType: wordOf(...identityTypes),
      salt: text,
    },
    required: ['type', 'hashed', 'identityHash', 'identityType'],
    additionalProperties: false,
  },
  otherIdentifier: {
    type: 'object',
    properties: { type: { enum: ['IdentifierEntry'] }, ...identifiers },
    required: ['type', ...Object.keys(identifiers)],
    additionalProperties: false,
  },
  profile: {
    type: 'object',
    properties: {
      id: text,
      type: types('Profile'),
      name: text,
      url: text,
      phone: text,
      email: text,
      description: text,
      image,
      official: text,
      familyName: text,
      givenName: text,
      additionalName: text,
      patronymicName: text,
      honorificPrefix: text,
      honorificSuffix: text,
      familyNamePrefix: text,
      dateOfBirth: { type: 'string', format: 'date' },
      address: ref('address'),
      parentOrg: ref('profile'),
      otherIdentifier: listOf(ref('otherIdentifier')),
      endorsement: listOf(ref('endorsement')),
      endorsementJwt: listOf(compactJws),
    },
    required: ['id', 'type'],
  },
  address: {
    type: 'object',
    properties: {
      type: types('Address'),
      addressCountry: text,
      addressCountryCode: text,
      addressRegion: text,
      addressLocality: text,
      streetAddress: text,
      postOfficeBoxNumber: text,
      postalCode: text,
      geo: {
        type: 'object',
        properties: { type: { enum: ['GeoCoordinates'] }, latitude: number, longitude: number },
        required: ['type', 'latitude', 'longitude'],
      },
    },
    required: ['type'],
  },
  achievement: {
    type: 'object',
    properties: {
      id: text,
      type: types('Achievement'),
      achievementType: wordOf(
        'Achievement',
        'ApprenticeshipCertificate',
        'Assessment',
        'Assignment',
        'AssociateDegree',
        'Award',
        'BachelorDegree',
        'Badge',
        'Certificate',
        'CertificateOfCompletion',
        'Certification',
        'CoCurricular',
        'CommunityService',
        'Competency',
        'Course',
        'Degree',
        'Diploma',
        'DoctoralDegree',
        'Fieldwork',
        'GeneralEducationDevelopment',
        'JourneymanCertificate',
        'LearningProgram',
        'License',
        'MasterCertificate',
        'MasterDegree',
        'Membership',
        'MicroCredential',
        'ProfessionalDoctorate',
        'QualityAssuranceCredential',
        'ResearchDoctorate',
        'SecondarySchoolDiploma',
      ),
      name: text,
      description: text,
      criteria: { type: 'object', properties: { id: text, narrative: text } },
      creator: ref('profile'),
      creditsAvailable: number,
      fieldOfStudy: text,
      specialization: text,
      humanCode: text,
      inLanguage: language,
      image,
      tag: listOf(text),
      version: text,
      alignment: listOf(ref('alignment')),
      otherIdentifier: listOf(ref('otherIdentifier')),
      related: listOf({
        type: 'object',
        properties: { id: text, type: types('Related'), inLanguage: language, version: text },
        required: ['id', 'type'],
      }),
      resultDescription: listOf(ref('resultDescription')),
      endorsement: listOf(ref('endorsement')),
      endorsementJwt: listOf(compactJws),
    },
    required: ['id', 'type', 'criteria', 'description', 'name'],
  },
  alignment: {
    type: 'object',
    properties: {
      type: types('Alignment'),
      targetCode: text,
      targetDescription: text,
      targetFramework: text,
      targetName: text,
      targetUrl: text,
      targetType: wordOf(
        'ceasn:Competency',
        'ceterms:Credential',
        'CFItem',
        'CFRubric',
        'CFRubricCriterion',
        'CFRubricCriterionLevel',
        'CTDL',
      ),
    },
    required: ['type', 'targetName', 'targetUrl'],
  },
  result: {
    type: 'object',
    properties: {
      type: types('Result'),
      achievedLevel: text,
      alignment: listOf(ref('alignment')),
      resultDescription: text,
      status: {
        enum: ['Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew'],
      },
      value: text,
    },
    required: ['type'],
  },
  resultDescription: {
    type: 'object',
    properties: {
      id: text,
      type: types('ResultDescription'),
      alignment: listOf(ref('alignment')),
      allowedValue: listOf(text),
      name: text,
      requiredLevel: text,
      requiredValue: text,
      resultType: wordOf(
        'GradePointAverage',
        'LetterGrade',
        'Percent',
        'PerformanceLevel',
        'PredictedScore',
        'RawScore',
        'Result',
        'RubricCriterion',
        'RubricCriterionLevel',
        'RubricScore',
        'ScaledScore',
        'Status',
      ),
      rubricCriterionLevel: listOf({
        type: 'object',
        properties: {
          id: text,
          type: types('RubricCriterionLevel'),
          alignment: listOf(ref('alignment')),
          description: text,
          level: text,
          name: text,
          points: text,
        },
        required: ['id', 'type', 'name'],
      }),
      valueMax: text,
      valueMin: text,
    },
    required: ['id', 'type', 'name', 'resultType'],
  },
  evidence: {
    type: 'object',
    properties: {
      id: text,
      type: types('Evidence'),
      narrative: text,
      name: text,
      description: text,
      genre: text,
      audience: text,
    },
    required: ['type'],
  },
}

const contexts = {
  type: 'array',
  minItems: 2,
  items: [
    { enum: ['https://www.w3.org/ns/credentials/v2'] },
    {
      type: 'string',
      pattern: '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)*\\.json$',
    },
  ],
  additionalItems: { type: ['string', 'object'] },
}

/** What a credential has by the data model of W3C, whatever it says of whom. */
const common = {
  '@context': contexts,
  id: text,
  name: text,
  description: text,
  awardedDate: dateTime,
  issuer: { anyOf: [text, ref('profile')] },
  validFrom: dateTime,
  validUntil: dateTime,
  proof: listOf({
    type: 'object',
    properties: {
      type: text,
      created: dateTime,
      cryptosuite: text,
      challenge: text,
      domain: text,
      nonce: text,
      proofPurpose: text,
      proofValue: text,
      verificationMethod: text,
    },
    required: ['type'],
  }),
  credentialSchema: listOf(named),
  credentialStatus: named,
  refreshService: named,
  termsOfUse: listOf(typed),
}

const endorsement = {
  type: 'object',
  properties: {
    ...common,
    type: { allOf: [types('VerifiableCredential'), types('EndorsementCredential')] },
    credentialSubject: {
      type: 'object',
      properties: { id: text, type: types('EndorsementSubject'), endorsementComment: text },
      required: ['id', 'type'],
    },
  },
  required: ['@context', 'type', 'id', 'name', 'credentialSubject', 'issuer', 'validFrom'],
}

export const achievementCredentialSchema = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  type: 'object',
  properties: {
    ...common,
    type: {
      allOf: [types('VerifiableCredential'), types('AchievementCredential', 'OpenBadgeCredential')],
    },
    image,
    credentialSubject: {
      type: 'object',
      properties: {
        id: text,
        type: types('AchievementSubject'),
        achievement: ref('achievement'),
        identifier: listOf(ref('identity')),
        image,
        licenseNumber: text,
        narrative: text,
        role: text,
        term: text,
        source: ref('profile'),
        result: listOf(ref('result')),
        creditsEarned: number,
        activityStartDate: dateTime,
        activityEndDate: dateTime,
      },
      required: ['type', 'achievement'],
    },
    evidence: listOf(ref('evidence')),
    endorsement: listOf(ref('endorsement')),
    endorsementJwt: listOf(compactJws),
  },
  required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'],
  $defs: { ...parts, endorsement },
}
