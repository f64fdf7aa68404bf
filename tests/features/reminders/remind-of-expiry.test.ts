import { describe, expect, test } from 'vitest'
import { enrolForCredential } from '#app/features/credentials/index.server.ts'
import { remindOfExpiry } from '#app/features/reminders/index.server.ts'
import { daysDue } from '#app/features/reminders/note-reminders.server.ts'
import { credentialScene } from '../credentials/credential-scene.ts'

/**
 * E-1011 of O2 holds WM-L2 and AC-L2 through 31 May 2027: ninety days before is 2 March. Her two endorsements end that week in other steps.
 */
async function scene(day: string) {
  const one = await credentialScene({ now: '2026-11-23T02:00:00.000Z' })
  one.clock.set(`${day}T02:00:00.000Z`)
  const sent = async (person: string) =>
    one.db
      .selectFrom('message')
      .innerJoin('person', 'person.id', 'message.personId')
      .select(['message.channel', 'message.template', 'message.subject', 'message.body', 'message.link'])
      .where('person.code', '=', person)
      .where('message.template', 'like', '%expiry%')
      .orderBy('message.createdAt')
      .orderBy('message.id')
      .execute()
  const speak = async (
    person: string,
    language: 'en' | 'zh-CN',
    address: { email?: string; phone?: string },
  ) =>
    one.db
      .updateTable('person')
      .set({ language, email: null, phone: null, ...address })
      .where('code', '=', person)
      .execute()
  return { ...one, sent, speak, run: () => remindOfExpiry(one.ctx) }
}

describe('reminding of what ends', () => {
  test('one message in the inbox and one mail for all that is due, in the language of the person', async () => {
    const one = await scene('2027-03-02')
    await one.speak('E-1011', 'en', { email: 'e-1011@example.org' })
    await one.run()
    const messages = await one.sent('E-1011')
    expect(messages.map(({ channel, template }) => [channel, template])).toEqual([
      ['inbox', 'expiry-reminder'],
      ['mail', 'expiry-reminder'],
    ])
    expect(messages[0]?.subject).toBe('4 of your credentials need attention')
    expect(messages[0]?.body).toContain('WM-L2')
    expect(messages[0]?.body).toContain('ends on 31 May 2027, in 90 days.')
    expect(messages[0]?.body).toContain('From 3 Mar 2027 it can be renewed without losing a day.')
    expect(messages[1]?.body).toContain('/wallet')
  })

  test('who has no mail address gets a text message, and Chinese is the language of who chose none', async () => {
    const one = await scene('2027-03-02')
    await one.db
      .updateTable('person')
      .set({ email: null, language: null, phone: '+8613900001111' })
      .where('code', '=', 'E-1011')
      .execute()
    await one.run()
    const [inbox, text] = await one.sent('E-1011')
    expect(inbox?.body).toContain('将于 2027年5月31日到期，还有 90 天')
    expect([text?.channel, text?.template]).toEqual(['sms', 'expiry-reminder-text'])
    expect(text?.body.length).toBeLessThan(100)
  })

  test('managers get one digest that names each person, and no second one on the same day', async () => {
    const one = await scene('2027-03-02')
    await one.run()
    await one.run()
    const managers = await one.db
      .selectFrom('message')
      .select(['personId', 'body'])
      .where('template', '=', 'team-expiry-reminder')
      .where('channel', '=', 'inbox')
      .execute()
    expect(managers.length).toBeGreaterThan(0)
    expect(new Set(managers.map(({ personId }) => personId)).size).toBe(managers.length)
    const digest = managers.find(({ body }) => body.includes('E-1011'))
    expect(digest?.body).toContain('E-1008')
    expect((await one.sent('E-1011')).filter(({ channel }) => channel === 'inbox')).toHaveLength(1)
  })

  test('after a standstill of the server nobody is told twice of one credential', async () => {
    const one = await scene('2027-05-20')
    await one.run()
    one.clock.set('2027-05-31T02:00:00.000Z')
    await one.run()
    const inbox = (await one.sent('E-1011')).filter(({ channel }) => channel === 'inbox')
    // The step of a fortnight before, found by looking back, and the last day; not seven days, one day and the last day.
    expect(inbox.map(({ body }) => /在|今天/.test(body))).toHaveLength(2)
    expect(inbox[1]?.body).toContain('今天')
  })

  test('what a higher rung opens is not reminded of, nor what was renewed or waits for a decision', async () => {
    const one = await scene('2027-03-02')
    await one.run()
    const notes = await one.db
      .selectFrom('credentialReminder')
      .innerJoin('credential', 'credential.id', 'credentialReminder.credentialId')
      .innerJoin('credentialType', 'credentialType.id', 'credential.credentialTypeId')
      .innerJoin('person', 'person.id', 'credential.personId')
      .select(['credentialType.code as type', 'person.code as person'])
      .execute()
    const typesOf = (person: string) =>
      new Set(notes.filter((note) => note.person === person).map(({ type }) => type))
    // E-1008 holds WM-L2 and WM-L3.
    expect([...typesOf('E-1008')]).toEqual(['WM-L3'])

    const two = await scene('2027-03-20')
    await two.pass('E-1011', 'WM-201')
    const me = await two.as('E-1011')
    const enrolled = await enrolForCredential(me, { brandCode: 'MEIHE', typeCode: 'WM-L2' })
    expect(enrolled.ok).toBe(true)
    await two.db
      .insertInto('reminderRound')
      .values(
        await two.db
          .selectFrom('organisation')
          .select('id')
          .where('kind', '=', 'brand')
          .execute()
          .then((brands) => brands.map(({ id }) => ({ brandId: id, day: '2027-03-31', finishedAt: '' }))),
      )
      .execute()
    two.clock.set('2027-04-01T02:00:00.000Z')
    await two.run()
    const bodies = (await two.sent('E-1011')).map(({ body }) => body).join()
    expect(bodies).toContain('AC-L2')
    expect(bodies).not.toContain('WM-L2')
  })

  test('who began a renewal and lapsed is moved to the full path', async () => {
    const one = await scene('2027-08-20')
    await one.run()
    const enrolled = await enrolForCredential(await one.as('E-1011'), {
      brandCode: 'MEIHE',
      typeCode: 'WM-L2',
    })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    one.clock.set('2027-08-30T02:00:00.000Z')
    await one.run()
    const row = await one.db
      .selectFrom('enrolment')
      .select(['path', 'state', 'requirementJson'])
      .where('id', '=', enrolled.enrolmentId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ path: 'INITIAL', state: 'LEARNING' })
    expect(row.requirementJson).toContain('WM-201-P')
    const inbox = (await one.sent('E-1011')).filter(({ channel }) => channel === 'inbox')
    expect(inbox.at(-1)?.body).toMatch(/WM-L2.*失效/)
  })

  test('a person whose account is closed is told nothing', async () => {
    const one = await scene('2027-03-02')
    await one.db
      .updateTable('person')
      .set({ accountState: 'disabled' })
      .where('code', '=', 'E-1011')
      .execute()
    await one.run()
    expect(await one.sent('E-1011')).toEqual([])
  })
})

describe('when the round of a day is made', () => {
  const zone = 'Asia/Shanghai'
  test.each([
    ['before nine it is still the day before', '2027-03-02T00:59:59.999Z', null, '2027-02-23', '2027-03-01'],
    ['at nine the day has come', '2027-03-02T01:00:00.000Z', null, '2027-02-24', '2027-03-02'],
    [
      'after a standstill each day since',
      '2027-03-05T02:00:00.000Z',
      '2027-03-01',
      '2027-03-02',
      '2027-03-05',
    ],
    [
      'of a long one the last fortnight',
      '2027-03-31T02:00:00.000Z',
      '2026-12-31',
      '2027-03-18',
      '2027-03-31',
    ],
  ])('%s', (_, at, lastDay, from, to) => {
    expect(daysDue(at, zone, lastDay)).toEqual({ from, to })
  })
  test('once made it is not due again that day', () => {
    expect(daysDue('2027-03-02T09:00:00.000Z', zone, '2027-03-02')).toBeNull()
  })
})
