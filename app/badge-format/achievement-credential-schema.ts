/**
 * What a badge has to look like, by the data model of Open Badges 3.0 (1EdTech, AchievementCredential) as JSON Schema 2019-09: the parts that badges of ours have
 * and those that others' are most often wrong in. Written from the specification; stricter than 1EdTech's own schema nowhere, so what that one accepts passes here.
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

const image = {
  type: 'object',
  properties: { id: text, type: { enum: ['Image'] }, caption: text },
  required: ['id', 'type'],
}

const profile = {
  type: 'object',
  properties: { id: text, type: types('Profile'), name: text, url: text, description: text, image },
  required: ['id', 'type'],
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

const identity = {
  type: 'object',
  properties: {
    type: { enum: ['IdentityObject'] },
    hashed: { type: 'boolean' },
    identityHash: text,
    identityType: { anyOf: [{ enum: identityTypes }, { type: 'string', pattern: '^ext:' }] },
    salt: text,
  },
  required: ['type', 'hashed', 'identityHash', 'identityType'],
  additionalProperties: false,
}

const achievement = {
  type: 'object',
  properties: {
    id: text,
    type: types('Achievement'),
    achievementType: text,
    name: text,
    description: text,
    criteria: { type: 'object', properties: { id: text, narrative: text } },
    creator: profile,
    humanCode: text,
    inLanguage: text,
    image,
    tag: listOf(text),
    version: text,
  },
  required: ['id', 'type', 'criteria', 'description', 'name'],
}

export const achievementCredentialSchema = {
  $schema: 'https://json-schema.org/draft/2019-09/schema',
  type: 'object',
  properties: {
    '@context': {
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
    },
    id: text,
    type: {
      allOf: [types('VerifiableCredential'), types('AchievementCredential', 'OpenBadgeCredential')],
    },
    name: text,
    description: text,
    image,
    awardedDate: dateTime,
    issuer: { anyOf: [text, profile] },
    validFrom: dateTime,
    validUntil: dateTime,
    credentialSubject: {
      type: 'object',
      properties: {
        id: text,
        type: types('AchievementSubject'),
        achievement,
        identifier: listOf(identity),
        licenseNumber: text,
        narrative: text,
        activityStartDate: dateTime,
        activityEndDate: dateTime,
      },
      required: ['type', 'achievement'],
    },
    evidence: listOf(typed),
    proof: listOf(typed),
    credentialSchema: listOf(named),
    credentialStatus: named,
    refreshService: named,
    termsOfUse: listOf(typed),
  },
  required: ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'],
}
