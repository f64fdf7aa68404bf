import { expect, test } from 'vitest'
import type { CredentialStatus } from '#app/domain/credential/derived-status.ts'
import { purposesOf } from '#app/features/badges/list-places.server.ts'

type Read = Parameters<typeof purposesOf>[0]

const read = (
  status: CredentialStatus,
  completeness: 'COMPLETE' | 'INCOMPLETE' | 'NOT_EFFECTIVE' | null = null,
) => purposesOf({ reading: { status }, composite: completeness && { completeness } } as unknown as Read)

test.each<[CredentialStatus, readonly string[]]>([
  ['NOT_YET_VALID', []],
  ['ACTIVE', []],
  ['RENEWAL_WINDOW', []],
  // What its own dates say, a badge says itself; graces are the gate's matter.
  ['WORKING_GRACE', []],
  ['ADMIN_GRACE', []],
  ['LAPSED', []],
  ['RECENCY_LAPSED', ['suspension']],
  ['SUSPENDED', ['suspension']],
  ['SCOPE_REDUCED', ['suspension']],
  ['REVOKED', ['revocation', 'suspension']],
  ['WITHDRAWN', ['revocation', 'suspension']],
  ['SUPERSEDED', ['revocation', 'suspension']],
])('%s is marked in: %s', (status, purposes) => {
  expect(read(status)).toEqual(purposes)
})

test('a composite is marked while a component is missing', () => {
  expect(read('ACTIVE', 'COMPLETE')).toEqual([])
  expect(read('ACTIVE', 'INCOMPLETE')).toEqual(['suspension'])
  expect(read('REVOKED', 'NOT_EFFECTIVE')).toEqual(['revocation', 'suspension'])
})
