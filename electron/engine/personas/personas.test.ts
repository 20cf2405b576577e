import { afterEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import type { TestSession } from '../import/session.test-support.ts'
import { ensurePersonas } from './ensure-personas.ts'
import { type ContactRow, type PersonRow, personasWorld } from './personas.test-support.ts'

const signal = new AbortController().signal
let session: TestSession
afterEach(() => session.dispose())

interface Human {
  email: string | null
  persona: string
  rule: string
  title_source: string | null
  in_user: boolean
  in_buyer: boolean
}

async function humans(contacts: readonly ContactRow[], people: readonly PersonRow[] = []): Promise<Human[]> {
  session = await personasWorld(contacts, people)
  await ensurePersonas(session.opened, signal)
  return rows<Human>(session.opened.reader, 'SELECT email, persona, rule, title_source, in_user, in_buyer FROM result.humans ORDER BY email NULLS LAST, persona')
}

test('contacts by their titles: developers to the user database, buyers and reachable technical people to the buyer database', async () => {
  const found = await humans([
    { record_id: '1', email: 'a@x.com', title: 'Software Engineer' },
    { record_id: '2', email: 'b@x.com', title: 'VP Engineering' },
    { record_id: '3', email: 'c@x.com', title: 'Engineering Manager', company: 'X' },
    { record_id: '4', email: 'd@x.com', title: 'Engineering Manager' },
    { record_id: '5', email: 'e@x.com', title: 'Engineering Manager', company: 'X', opted_out: 'true' },
    { record_id: '6', email: 'f@x.com', title: 'Beekeeper', company: 'X' },
    { record_id: '7', email: 'g@x.com', company: 'X' },
  ])
  expect(found.map(({ persona, rule, in_user, in_buyer }) => [persona, rule, in_user, in_buyer])).toEqual([
    ['developer', 'Builds software, data or platforms', true, false],
    ['buyer', 'Executive', false, true],
    ['technical', 'Manages or operates technology', false, true],
    ['technical', 'Manages or operates technology', false, false],
    ['technical', 'Manages or operates technology', false, false],
    ['other', 'No rule fits', false, false],
    ['other', 'Nothing is known', false, false],
  ])
})

test('a person and a contact are one human by address, login or LinkedIn profile, and the title of the CRM speaks first', async () => {
  const found = await humans(
    [
      { record_id: '1', email: 'Ann@x.com', title: 'CTO' },
      { record_id: '2', email: 'office@x.com', title: 'Recruiter', github: 'https://github.com/Bob' },
    ],
    [{ login: 'ann', email: 'ann@X.com' }, { login: 'bob' }, { login: 'cleo' }],
  )
  expect(found.map(({ email, persona, title_source }) => [email, persona, title_source])).toEqual([['ann@x.com', 'buyer', 'crm'], ['office@x.com', 'other', 'crm'], [null, 'developer', 'account']])
})

test('several titles of one human that belong to both databases put them in both, which is the conflict', async () => {
  const [human, ...more] = await humans([
    { record_id: '1', email: 'a@x.com', title: 'Software Engineer', linkedin: 'https://www.linkedin.com/in/ann-x/', created_at: '2026-02-01' },
    { record_id: '2', email: 'ann@private.example', title: 'CEO', linkedin: 'linkedin.com/in/Ann-X?trk=1', created_at: '2026-01-01' },
  ])
  expect(more).toEqual([])
  expect(human).toMatchObject({ persona: 'developer', in_user: true, in_buyer: true })
})

test('a chain of shared names is one human', async () => {
  const link = (n: number) => `https://www.linkedin.com/in/p${n}`
  const found = await humans(Array.from({ length: 12 }, (_, n) => ({ record_id: String(n), email: `m${Math.floor((n + 1) / 2)}@x.com`, linkedin: link(Math.floor(n / 2)), title: 'Recruiter' })))
  expect(found).toHaveLength(1)
})

test('the rules in force decide, and nothing is made twice', async () => {
  await humans([{ record_id: '1', email: 'a@x.com', title: 'Beekeeper' }])
  const { writer, reader } = session.opened
  await writer.run('UPDATE result.humans SET name = \'kept\'')
  await ensurePersonas(session.opened, signal)
  expect(await rows(reader, 'SELECT name FROM result.humans')).toEqual([{ name: 'kept' }])
  const rules = { words: { bees: ['beekeeper'] }, rules: [{ name: 'Bees', persona: 'developer', has: ['bees'], lacks: [] }], accountWithoutTitle: 'other' }
  await writer.run(`INSERT INTO ops.persona_rules VALUES (1, 'Bees', NULL, 'me', '2026-01-01', '${JSON.stringify(rules)}')`)
  await ensurePersonas(session.opened, signal)
  expect(await rows(reader, 'SELECT persona, rule, in_user FROM result.humans')).toEqual([{ persona: 'developer', rule: 'Bees', in_user: true }])
})
