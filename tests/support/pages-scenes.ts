import { paths } from '#app/paths.ts'
import type { Visitor } from './pages-of-role.ts'
import { demoPersonOf, signInAs } from './sign-in.ts'

/** Paths that only somebody finds who has done something first, by visitor and address. */
export type Scenes = Partial<Record<Visitor, Record<string, string>>>

/** Does in a demo server what makes the pages behind it exist, through the same forms that people use, and says where they are. */
export async function setScenes(url: string): Promise<Scenes> {
  const askers = [
    'dispatcher',
    'admin',
    'provider-manager',
    'certification-officer',
    'monitor',
    'regulator',
  ] as const
  const decisions = await Promise.all(
    askers.map(
      async (role) =>
        [role, { '/check/decisions/:decision': await askGate(url, demoPersonOf[role]) }] as const,
    ),
  )
  await inviteSomebody(url)
  await sendForm(url, '', paths.forgotPassword(), { name: demoPersonOf.engineer })
  const attempt = await startAttempt(url)
  const itemImport = await bringItems(url)
  const session = await openSession(url)
  await grantExtraTime(url)
  const batch = await bringCertificates(url)
  return {
    ...Object.fromEntries(decisions),
    engineer: { '/attempts/:attempt': attempt, '/attempts/:attempt/review': `${attempt}/review` },
    invigilator: { '/invigilate/:session': session },
    'certification-officer': {
      ...Object.fromEntries(decisions)['certification-officer'],
      '/decisions/batches/:batch': batch,
    },
    'curriculum-author': { '/studio/banks/:course/imports/:import': itemImport },
  }
}

/** A running attempt of the engineer at an exam that needs no invigilator. Returns its path. */
async function startAttempt(url: string): Promise<string> {
  const cookie = await signInAs(url, demoPersonOf.engineer)
  const path = await sendForm(url, cookie, paths.startExam('ETH-101'), {})
  if (!path.startsWith('/attempts/')) throw new Error(`${demoPersonOf.engineer} could not start ETH-101`)
  return path
}

/** An exam session in which somebody sits who asked for more time. Returns its path. */
async function openSession(url: string): Promise<string> {
  const cookie = await signInAs(url, demoPersonOf.invigilator)
  const shown = async () => {
    const page = await (await fetch(`${url}${paths.invigilate()}`, { headers: { cookie } })).text()
    const all = (pattern: RegExp) =>
      [...page.matchAll(pattern)].map(([, first, second = '']) => `${first}${second}`)
    return { sessions: all(/\/invigilate\/([^/"]+)\/close"/g), codes: all(/>(\d{3}) (\d{3})<\/span>/g) }
  }
  // Other tests may have sessions of this invigilator open on the same server.
  const before = await shown()
  await sendForm(url, cookie, paths.openExamSession(), {
    exam: 'AC-201',
    place: '武汉培训中心 2 号教室',
    hours: '4',
  })
  const after = await shown()
  const session = after.sessions.find((one) => !before.sessions.includes(one))
  const code = after.codes.find((one) => !before.codes.includes(one))
  if (!session || !code) throw new Error('The session that was opened is not on the page')
  const candidate = await signInAs(url, 'E-1014')
  await sendForm(url, candidate, paths.startExam('AC-201'), { code })
  const path = paths.examSession(session)
  const extra = { attempt: 'all', act: 'extra-time', minutes: '10', reason: '会场停电 10 分钟' }
  return sendForm(url, cookie, path, extra)
}

/** Extra time on record, for the page that lists it. */
async function grantExtraTime(url: string): Promise<void> {
  const cookie = await signInAs(url, demoPersonOf['certification-officer'])
  const granted = { person: 'E-1004', share: '250', reason: '2026-11-03 约定，见第 17 号函' }
  await sendForm(url, cookie, paths.accommodations(), granted)
}

/** A file of items that waits in a bank, with an item that is taken, one that loses something and one that is refused. Returns the path of its results. */
async function bringItems(url: string): Promise<string> {
  const form = new FormData()
  const rows = [
    'id,stem_en,stem_zh,a,b,answer,remark',
    'g1,True?,对吗？,,,true,',
    'g2,Which?,哪个？,One,,A,x',
  ]
  form.set('file', new File([rows.join('\n')], 'items.csv'))
  form.set('language', 'auto')
  const cookie = await signInAs(url, demoPersonOf['curriculum-author'])
  return sendForm(url, cookie, paths.itemBank('WM-201'), form)
}

/** Earlier certificates in a preview: one that is taken over with a note, one that is refused. Returns the path of the batch. */
async function bringCertificates(url: string): Promise<string> {
  const form = new FormData()
  form.set('form', 'brought')
  form.set('pasted', 'E-1013,AC-L3,2025/11/1,,旧-0117,是\nE-9999,WM-L2,soon')
  const cookie = await signInAs(url, demoPersonOf['certification-officer'])
  return sendForm(url, cookie, paths.newBatch({ kind: 'import' }), form)
}

/** An open invitation, for the page behind its link. */
async function inviteSomebody(url: string): Promise<void> {
  const cookie = await signInAs(url, demoPersonOf.admin)
  const invited = {
    name: '钟晓',
    staffCode: 'I-8201',
    phone: '13700008201',
    email: '',
    role: 'invigilator',
    outletId: '',
    language: 'zh-CN',
  }
  await sendForm(url, cookie, paths.invite(), invited)
}

/** Asks for an engineer who may not, so that the page has reasons and ways to show. Returns the decision's path. */
async function askGate(url: string, personCode: string): Promise<string> {
  const asked = {
    engineer: 'E-1004',
    operation: 'WM-INLET-VALVE',
    model: 'MH-WM-10',
    outlet: 'O1',
    start: '2027-01-04T09:00',
    end: '2027-01-04T11:00',
    height: '',
    supervisor: '',
  }
  return sendForm(url, await signInAs(url, personCode), paths.check(), asked)
}

/** Sends a form as a browser without JavaScript does and returns the path it leads to. */
async function sendForm(
  url: string,
  cookie: string,
  path: string,
  fields: Record<string, string> | FormData,
): Promise<string> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { cookie, origin: url },
    body: fields instanceof FormData ? fields : new URLSearchParams(fields),
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  if (response.status !== 302 || !location)
    throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 500)}`)
  return new URL(location, url).pathname
}
