import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCertificateNumber, makePublicSlug } from '#app/domain/credential/certificate-number.ts'
import { evaluateGate } from '#app/domain/gate/evaluate-gate.ts'
import type { GateRequest } from '#app/domain/gate/gate-request.ts'
import { gatherFacts } from '#app/features/gate/gather-facts.server.ts'
import { renewalOf, requirementOf } from '#app/requirement-seed.server.ts'
import { createDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Db } from '#db/schema/index.ts'
import { fillDemo } from '#db/seed/fill-demo.ts'

/** The demonstration as the catalogue promises it, decided with facts from the database. */

const now = '2026-11-23T02:00:00.000Z'
let db: Db

beforeAll(async () => {
  db = createDatabase('file::memory:')
  await migrateToLatest(db)
  let id = 0
  await db.transaction().execute((trx) =>
    fillDemo({
      db: trx,
      now,
      newId: () => {
        id += 1
        return `id-${String(id).padStart(8, '0')}`
      },
      certificateNumber: (brand, type) => makeCertificateNumber(brand, type, randomBytes).text,
      publicSlug: () => makePublicSlug(randomBytes),
      requirementJson: (seed) => JSON.stringify(requirementOf(seed)),
      renewalJson: (seed) => JSON.stringify(renewalOf(seed)),
    }),
  )
})

type Case = { engineer: string; operation: string; model: string; heightM?: number; supervisor?: string }
const brandOf = (model: string) =>
  model.startsWith('MH') ? 'MEIHE' : model.startsWith('HY') ? 'HAIYUE' : 'LUMEN'

async function decide(given: Case, outlet = 'O1') {
  const request: GateRequest = {
    engineer: given.engineer,
    supervisor: given.supervisor ?? null,
    outlet,
    brand: brandOf(given.model),
    operation: given.operation,
    model: given.model,
    site: { jurisdiction: 'CN/HB/WUH', heightM: given.heightM ?? 0 },
    window: { start: '2026-11-24T01:00:00.000Z', end: '2026-11-24T03:00:00.000Z' },
    checkpoint: 'ASSIGN',
    asOf: now,
  }
  const { decision, reasons } = evaluateGate(request, await gatherFacts(db, request))
  const codes = reasons.filter(({ severity }) => severity !== 'INFO').map(({ code }) => code)
  return [decision, ...codes].join(' ')
}

describe('the people of the demonstration at O1', () => {
  it.each<[string, Case, string]>([
    [
      'E-1001 repairs air conditioners up to L3',
      { engineer: 'E-1001', operation: 'AC-ROOM-SENSOR', model: 'MH-AC-35-R32' },
      'ALLOW',
    ],
    [
      'E-1001 on a refrigerant circuit is warned of the licence',
      { engineer: 'E-1001', operation: 'AC-COMPRESSOR', model: 'MH-AC-35-R32' },
      'ALLOW_WARN LEG_LICENCE_MISSING',
    ],
    [
      'E-1001 on a refrigerator circuit too',
      { engineer: 'E-1001', operation: 'RF-DRIER', model: 'MH-RF-320-R600A' },
      'ALLOW_WARN LEG_LICENCE_MISSING',
    ],
    [
      'E-1001 has no HVDC',
      { engineer: 'E-1001', operation: 'AC-IPM', model: 'MH-AC-35-R32' },
      'DENY IND_ENDORSEMENT',
    ],
    [
      'E-1001 is L2 on washers',
      { engineer: 'E-1001', operation: 'WM-BEARING', model: 'MH-WM-10' },
      'DENY IND_LEVEL_TOO_LOW',
    ],
    [
      'E-1001 has not taken the new model',
      { engineer: 'E-1001', operation: 'AC-CLEAN', model: 'MH-AC-35-NEW' },
      'DENY IND_DELTA',
    ],
    ['E-1001 may diagnose', { engineer: 'E-1001', operation: 'DIAGNOSE', model: 'MH-WM-10' }, 'ALLOW'],
    [
      'E-1002 is the denial of the design',
      { engineer: 'E-1002', operation: 'RF-DRIER', model: 'MH-RF-320-R600A' },
      'DENY IND_ENDORSEMENT IND_LEVEL_TOO_LOW LEG_LICENCE_MISSING',
    ],
    [
      'E-1003 at height: the review is overdue',
      { engineer: 'E-1003', operation: 'AC-OUTDOOR-FAN', model: 'MH-AC-35-R32', heightM: 12 },
      'DENY LEG_REVIEW_OVERDUE',
    ],
    [
      'E-1003 on the ground',
      { engineer: 'E-1003', operation: 'AC-OUTDOOR-FAN', model: 'MH-AC-35-R32', heightM: 0 },
      'ALLOW',
    ],
    [
      'E-1004 is a trainee at L1',
      { engineer: 'E-1004', operation: 'WM-INLET-VALVE', model: 'MH-WM-10' },
      'DENY IND_LEVEL_TOO_LOW',
    ],
    [
      'E-1007 holds air conditioners only (vector 2)',
      { engineer: 'E-1007', operation: 'RF-DEFROST', model: 'MH-RF-320-R600A' },
      'DENY IND_WRONG_CATEGORY',
    ],
    [
      'nobody does unclassified work (vector 26)',
      { engineer: 'E-1001', operation: 'AC-UNLISTED', model: 'MH-AC-35-R32' },
      'DENY CLS_NO_REQUIREMENT',
    ],
    [
      'an unknown operation is refused',
      { engineer: 'E-1001', operation: 'NO-SUCH', model: 'MH-AC-35-R32' },
      'DENY DATA_MISSING',
    ],
  ])('%s', async (_, given, expected) => {
    expect(await decide(given)).toBe(expected)
  })
})

describe('the outlets of the demonstration', () => {
  it('O1 is not authorised for another brand (vector 23)', async () => {
    expect(await decide({ engineer: 'E-1005', operation: 'NB-BATTERY', model: 'LM-NB-14' })).toContain(
      'PRV_NOT_AUTHORISED',
    )
  })
  it('the deposit of O2 is waived (vector 24)', async () => {
    expect(await decide({ engineer: 'E-1011', operation: 'WM-INLET-VALVE', model: 'MH-WM-10' }, 'O2')).toBe(
      'ALLOW',
    )
  })
  it('O7 is on probation, which does not stop L2 work', async () => {
    expect(await decide({ engineer: 'E-1042', operation: 'NB-BOARD', model: 'LM-NB-14' }, 'O7')).toBe('ALLOW')
  })
  it('E-1006 of O7 is suspended', async () => {
    expect(await decide({ engineer: 'E-1006', operation: 'NB-BOARD', model: 'LM-NB-14' }, 'O7')).toBe(
      'DENY IND_SUSPENDED',
    )
  })
  it('E-1005 still works while NB-L2 runs out in twelve days', async () => {
    expect(await decide({ engineer: 'E-1005', operation: 'NB-BOARD', model: 'LM-NB-14' }, 'O6')).toBe('ALLOW')
  })
})
