import type { Access } from '#app/access.server.ts'
import type { Role } from '#app/features/identity/actor.ts'

/**
 * Who may load a page's data and who may act at an address, for every route of the map in its order. A layout has neither: what it shows comes
 * from the root. The test compares this with what each route's code says and with what the built server does, so that a change of access is a
 * change of this table, which somebody reads.
 */

const anyone = 'anyone'
/** There is no loader, or no action. */
const nobody = null
const everybody: readonly Role[] = [
  'engineer',
  'trainer',
  'provider-manager',
  'curriculum-author',
  'item-reviewer',
  'certification-officer',
  'assessor',
  'invigilator',
  'dispatcher',
  'monitor',
  'regulator',
  'admin',
]
const checkers: readonly Role[] = [
  'dispatcher',
  'admin',
  'provider-manager',
  'certification-officer',
  'monitor',
  'regulator',
]
const keyMakers: readonly Role[] = ['admin', 'certification-officer', 'provider-manager']
const inviters: readonly Role[] = ['provider-manager', 'admin']
const examReaders: readonly Role[] = ['curriculum-author', 'item-reviewer', 'certification-officer']

export type AccessRow = { readonly load: Access | null; readonly act: Access | null }

export const accessTable: Readonly<Record<string, AccessRow>> = {
  'shells/public.tsx': { load: nobody, act: nobody },
  '/': { load: anyone, act: nobody },
  '/sign-in': { load: anyone, act: nobody },
  '/sign-in/code': { load: anyone, act: anyone },
  '/forgot-password': { load: anyone, act: anyone },
  '/reset-password/:token': { load: anyone, act: anyone },
  '/invitation/:token': { load: anyone, act: anyone },
  '/c/:slug': { load: anyone, act: nobody },
  '/demo/outbox': { load: anyone, act: nobody },
  '/sign-in/password': { load: nobody, act: anyone },
  '/sign-in/send-code': { load: nobody, act: anyone },
  '/sign-in/demo': { load: nobody, act: anyone },
  '/sign-out': { load: nobody, act: anyone },
  '/preferences': { load: nobody, act: anyone },
  'shells/engineer.tsx': { load: nobody, act: nobody },
  '/ladder': { load: ['engineer'], act: nobody },
  '/courses': { load: everybody, act: nobody },
  '/courses/:course': { load: everybody, act: nobody },
  '/exams': { load: ['engineer'], act: nobody },
  '/exams/:exam': { load: ['engineer'], act: nobody },
  '/attempts/:attempt/result': { load: ['engineer'], act: nobody },
  '/wallet': { load: ['engineer'], act: nobody },
  '/inbox': { load: everybody, act: everybody },
  '/account': { load: everybody, act: nobody },
  'shells/reader.tsx': { load: nobody, act: nobody },
  '/courses/:course/lessons/:lesson': { load: everybody, act: nobody },
  '/ladder/enrol': { load: nobody, act: ['engineer'] },
  '/ladder/request-practical': { load: nobody, act: ['engineer'] },
  '/courses/:course/enrol': { load: nobody, act: everybody },
  '/courses/:course/lessons/:lesson/check': { load: nobody, act: everybody },
  '/courses/:course/lessons/:lesson/progress': { load: nobody, act: everybody },
  '/courses/:course/lessons/:lesson/confirm': { load: nobody, act: everybody },
  '/exams/:exam/start': { load: nobody, act: ['engineer'] },
  '/account/sessions/:session/revoke': { load: nobody, act: everybody },
  '/account/organisation': { load: nobody, act: everybody },
  '/account/password': { load: nobody, act: everybody },
  'shells/exam-room.tsx': { load: nobody, act: nobody },
  '/attempts/:attempt': { load: ['engineer'], act: nobody },
  '/attempts/:attempt/review': { load: ['engineer'], act: nobody },
  '/attempts/:attempt/answer': { load: nobody, act: ['engineer'] },
  '/attempts/:attempt/submit': { load: nobody, act: ['engineer'] },
  'shells/workplace.tsx': { load: nobody, act: nobody },
  '/desk': { load: everybody, act: nobody },
  '/check': { load: checkers, act: checkers },
  '/check/decisions/:decision': { load: checkers, act: nobody },
  '/team': { load: ['provider-manager'], act: nobody },
  '/team/people/:person': { load: ['provider-manager'], act: nobody },
  '/team/invite': { load: inviters, act: inviters },
  '/training': { load: ['trainer'], act: ['trainer'] },
  '/decisions': { load: ['certification-officer'], act: nobody },
  '/decisions/:enrolment': { load: ['certification-officer'], act: nobody },
  '/decisions/:enrolment/issue': { load: ['certification-officer'], act: ['certification-officer'] },
  '/decisions/:enrolment/refuse': { load: ['certification-officer'], act: ['certification-officer'] },
  '/station': { load: ['assessor'], act: nobody },
  '/station/:assessment': { load: ['assessor'], act: nobody },
  '/station/:assessment/take': { load: ['assessor'], act: ['assessor'] },
  '/station/:assessment/score': { load: ['assessor'], act: ['assessor'] },
  '/statistics': { load: examReaders, act: nobody },
  '/statistics/:exam': { load: examReaders, act: nobody },
  '/studio/banks': { load: ['curriculum-author'], act: nobody },
  '/studio/banks/:course': { load: ['curriculum-author'], act: ['curriculum-author'] },
  '/studio/banks/:course/imports/:import': { load: ['curriculum-author'], act: nobody },
  '/invigilate': { load: ['invigilator'], act: nobody },
  '/api-keys': { load: keyMakers, act: keyMakers },
  '/admin/people': { load: ['admin'], act: nobody },
  '/admin/people/:person': { load: ['admin'], act: nobody },
  '/admin/audit': { load: ['admin', 'monitor', 'regulator'], act: nobody },
  '/check/options': { load: checkers, act: nobody },
  '/team/people/:person/enrol': { load: nobody, act: ['provider-manager'] },
  '/team/export': { load: ['provider-manager'], act: nobody },
  '/team/invitations/:invitation/withdraw': { load: nobody, act: inviters },
  '/statistics/:exam/export': { load: examReaders, act: nobody },
  '/studio/banks/:course/export': { load: ['curriculum-author'], act: nobody },
  '/studio/banks/:course/imports/:import/confirm': { load: nobody, act: ['curriculum-author'] },
  '/studio/banks/:course/imports/:import/discard': { load: nobody, act: ['curriculum-author'] },
  '/invigilate/open': { load: nobody, act: ['invigilator'] },
  '/invigilate/:session/close': { load: nobody, act: ['invigilator'] },
  '/api-keys/:key/revoke': { load: nobody, act: keyMakers },
  '/admin/people/:person/roles': { load: nobody, act: ['admin'] },
  '/admin/people/:person/roles/:assignment/end': { load: nobody, act: ['admin'] },
  '/admin/people/:person/account': { load: nobody, act: ['admin'] },
  '/*': { load: anyone, act: anyone },
}
