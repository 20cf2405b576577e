import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSetting } from '../db/settings.ts'
import type { Workspace } from '../db/workspace.ts'
import { makeWorld, query, resolveWorld, type AccountRow, type ImportRows, type ProfileRow } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

interface Attributed {
  company: string
  method: string
  confidence: number
  conflict: boolean
  accounts: string[]
}

/** The current attribution of one profile, and the accounts it leads to. */
async function attributed(profile: ProfileRow, accounts: readonly AccountRow[], ...further: ImportRows[]): Promise<Attributed | undefined> {
  await resolveWorld(workspace, [{ accounts }, ...further, { profiles: [{ github_id: 1, login: 'octo', ...profile }] }])
  const [found] = await query<Attributed>(
    workspace,
    `SELECT c.company_key AS company, a.method, a.confidence, a.conflict,
       coalesce((SELECT list(record_id ORDER BY record_id) FROM evidence.matches m WHERE m.company_id = a.company_id), []) AS accounts
     FROM evidence.attributions a JOIN evidence.companies c USING (company_id) JOIN dev.people p USING (person_id)
     WHERE a.current AND p.person_key = 'github:1'`,
  )
  return found
}

const acme: AccountRow = { record_id: '1', name: 'Acme, Inc.', domain: 'acme.com' }

test.each([
  [{ company: '@acme' }, 'org_handle', 0.9],
  [{ company: 'ACME GmbH & Co. KG' }, 'company_text', 0.9],
  [{ company: 'acme.com' }, 'company_text', 0.9],
  [{ company: 'SRE at @acme' }, 'org_handle', 0.9],
  [{ email: 'jo@mail.acme.com' }, 'email_domain', 0.95],
  [{ company: 'Acme', email: 'jo@acme.com' }, 'email_domain', 0.95],
] as const)('%o is Acme by %s', async (profile, method, confidence) => {
  expect(await attributed(profile, [acme])).toEqual({ company: 'acme.com', method, confidence, conflict: false, accounts: ['1'] })
})

test.each([
  ['株式会社メルカリ', { record_id: '1', name: 'メルカリ', domain: 'mercari.com' }, 'mercari.com'],
  ['@mercari', { record_id: '1', name: 'メルカリ', domain: 'mercari.com' }, 'mercari.com'],
  ['Société Générale S.A.', { record_id: '1', name: 'SocGen', domain: 'societegenerale.fr' }, 'societegenerale.fr'],
  ['Acme Health GmbH', { record_id: '1', name: 'AH', domain: 'acme-health.de' }, 'acme-health.de'],
  ['AT&T', { record_id: '1', name: 'AT&T Services', domain: 'att.com' }, 'att.com'],
  ['@section-io', { record_id: '1', name: 'Section', domain: 'section.io' }, 'section.io'],
  ['Initech', { record_id: '1', name: 'Umbrella', domain: 'umbrella.co.uk', aliases: ['Initech Ltd'] }, 'umbrella.co.uk'],
  ['Umbrella', { record_id: '1', name: 'U-Gruppe', further_domains: ['umbrella.com.br'] }, 'umbrella.com.br'],
] satisfies [string, AccountRow, string][])('%s is the account %o', async (company, account, key) => {
  expect(await attributed({ company }, [account])).toMatchObject({ company: key, confidence: 0.9, accounts: ['1'] })
})

test.each(['jo@gmail.com', 'jo@yahoo.co.jp', 'jo@mailinator.com', '12+jo@users.noreply.github.com', 'no-reply@acme.com', 'jo@mit.edu', 'jo@octo.github.io', 'jo@laptop.local'])(
  '%s names no employer',
  async (email) => {
    expect(await attributed({ email }, [acme])).toBeUndefined()
  },
)

test('schools are employers where the workspace says so', async () => {
  await writeSetting(workspace.writer, 'education', true)
  expect(await attributed({ email: 'jo@cs.mit.edu' }, [])).toMatchObject({ company: 'mit.edu', method: 'email_domain' })
  await writeSetting(workspace.writer, 'education', false)
})

test('freelancers and students have no company', async () => {
  for (const company of ['Freelance', 'student', 'N/A', 'self-employed']) expect(await attributed({ company }, [acme, { record_id: '2', name: 'Freelance' }])).toBeUndefined()
})

test('a text that equals no known name makes an unreliable company of its own', async () => {
  expect(await attributed({ company: 'Globex' }, [acme])).toEqual({ company: 'name:globex', method: 'company_text_unknown', confidence: 0.5, conflict: false, accounts: [] })
  expect(await query(workspace, `SELECT name FROM result.subjects WHERE subject_key = 'company:name:globex'`)).toEqual([{ name: 'Globex' }])
})

test('a name is known by what events state', async () => {
  expect(await attributed({ company: 'Globex' }, [], { events: [{ company: 'Globex Corp', domain: 'globex.io' }] })).toMatchObject({ company: 'globex.io', method: 'company_text' })
  expect(await attributed({ company: 'Globex' }, [], { events: [{ company: 'Globex Corp' }] })).toMatchObject({ company: 'name:globex', method: 'company_text', confidence: 0.9 })
  expect(await attributed({ company: 'Globex' }, [], { events: [{ login: 'ana', email: 'ana@globex.de' }] })).toMatchObject({ company: 'globex.de', method: 'company_text' })
})

test('a name-only account and a domain-only company of the same name are one company', async () => {
  const found = await attributed({ email: 'jo@globex.io' }, [{ record_id: '9', name: 'Globex LLC' }])
  expect(found).toEqual({ company: 'globex.io', method: 'email_domain', confidence: 0.95, conflict: false, accounts: ['9'] })
  expect(await query(workspace, 'SELECT company_key, name FROM evidence.companies')).toEqual([{ company_key: 'globex.io', name: 'Globex LLC' }])
})

test('two domains that fit a name equally are not merged with it', async () => {
  const found = await attributed({ company: 'Globex' }, [], { profiles: [{ github_id: 2, email: 'a@globex.io' }, { github_id: 3, email: 'b@globex.de' }] })
  expect(found).toMatchObject({ company: 'name:globex', method: 'company_text', conflict: true, accounts: [] })
})

test('among several domains the one of an account of that name is meant', async () => {
  const found = await attributed({ company: 'Globex' }, [{ record_id: '1', name: 'Globex', domain: 'globexcorp.com' }], { profiles: [{ github_id: 2, email: 'a@globex.io' }] })
  expect(found).toMatchObject({ company: 'globexcorp.com', conflict: false, accounts: ['1'] })
})

test('a name that several accounts of different domains share leads to all of them, as a conflict', async () => {
  const found = await attributed({ company: 'Acme' }, [acme, { record_id: '2', name: 'ACME Ltd', domain: 'acme.co.uk' }])
  expect(found).toEqual({ company: 'name:acme', method: 'company_text', confidence: 0.9, conflict: true, accounts: ['1', '2'] })
})

test('duplicate accounts of one domain, and one without, are all matched', async () => {
  const found = await attributed({ company: 'Acme' }, [acme, { record_id: '2', name: 'Acme (old)', domain: 'www.acme.com' }, { record_id: '3', name: 'Acme' }])
  expect(found).toMatchObject({ company: 'acme.com', conflict: false, accounts: ['1', '2', '3'] })
})

test('another domain is another company, however equal the name', async () => {
  expect(await attributed({ email: 'jo@acme.io' }, [acme])).toMatchObject({ company: 'acme.io', accounts: [] })
  expect(await attributed({ company: 'acme.io' }, [acme])).toMatchObject({ accounts: [], confidence: 0.5 })
})

test('mail hosts and pages on other sites are no account domain', async () => {
  expect(await attributed({ email: 'jo@facebook.com' }, [{ record_id: '1', name: 'Pizza Napoli', domain: 'facebook.com' }, { record_id: '2', name: 'Jo', domain: 'gmail.com' }])).toMatchObject({
    company: 'facebook.com', accounts: [],
  })
})

test('conflicting evidence is kept beside the strongest', async () => {
  const globex: AccountRow = { record_id: '2', name: 'Globex', domain: 'globex.io' }
  expect(await attributed({ company: 'Acme', email: 'jo@globex.io' }, [acme, globex])).toMatchObject({ company: 'globex.io', conflict: true })
  expect(await query(workspace, 'SELECT method, current, conflict FROM evidence.attributions ORDER BY confidence')).toEqual([
    { method: 'company_text', current: false, conflict: true },
    { method: 'email_domain', current: true, conflict: true },
  ])
})

test('an address at a domain that nobody else shows yields to a known name', async () => {
  const profile = { company: 'Acme', email: 'jo@jolabs.dev' }
  expect(await attributed(profile, [acme])).toMatchObject({ company: 'acme.com', method: 'company_text', conflict: true })
  expect(await attributed(profile, [acme], { profiles: [{ github_id: 2, email: 'ana@jolabs.dev' }] })).toMatchObject({ company: 'jolabs.dev', method: 'email_domain' })
  expect(await attributed(profile, [acme], { events: [{ company: 'Jo Labs', domain: 'jolabs.dev' }] })).toMatchObject({ company: 'jolabs.dev' })
  expect(await attributed({ company: 'Never heard of', email: 'jo@jolabs.dev' }, [acme])).toMatchObject({ company: 'jolabs.dev' })
})

test.each([
  { login: 'jodoe', email: 'me@jodoe.net' },
  { name: 'Jo Doeringer', email: 'jo@doeringer.net' },
  { login: 'the-tinkerer', email: 'me@tinkerer.dev' },
  { email: 'me@quietcorner.net', blog: 'https://blog.quietcorner.net/about' },
] satisfies ProfileRow[])('the person’s own domain is no employer: %o', async (profile) => {
  expect(await attributed(profile, [acme])).toBeUndefined()
})

test('a domain like the person’s name is an employer where others have it too, an account states it, or the person calls the company so', async () => {
  const profile = { name: 'Jo Doeringer', email: 'jo@doeringer.net' }
  expect(await attributed(profile, [], { profiles: [{ github_id: 2, email: 'ana@doeringer.net' }] })).toMatchObject({ company: 'doeringer.net' })
  expect(await attributed(profile, [{ record_id: '1', name: 'D.', domain: 'doeringer.net' }])).toMatchObject({ company: 'doeringer.net' })
  expect(await attributed({ ...profile, company: 'Doeringer GmbH' }, [])).toMatchObject({ company: 'doeringer.net', method: 'email_domain' })
})

test('the name that is the person’s own name is no company', async () => {
  expect(await attributed({ name: 'Jo Doe', company: 'Jo Doe' }, [])).toBeUndefined()
  expect(await attributed({ login: 'JoDoe', company: '@jodoe' }, [{ record_id: '1', name: 'JoDoe' }])).toBeUndefined()
})

const globex: AccountRow = { record_id: '2', name: 'Globex Ltd', domain: 'globex.io' }
test.each([
  ['Senior SRE at Acme', 'acme.com', 'company_text', 0.9],
  ['@acme, ex-@globex', 'acme.com', 'org_handle', 0.9],
  ['formerly Acme', undefined, undefined, undefined],
  ['Acme, Lisbon', 'acme.com', 'company_text', 0.9],
  ['previously Acme; now Globex', 'globex.io', 'company_text', 0.9],
  ['ex-Acme, now Globex', 'globex.io', 'company_text', 0.9],
  ['CTO, Globex', 'globex.io', 'company_text', 0.9],
  ['Acme / Globex', 'acme.com', 'company_listed', 0.6],
  ['@globex @acme', 'globex.io', 'company_listed', 0.6],
  ['Initech; Globex', 'globex.io', 'company_listed', 0.6],
  ['Head of Stuff at Initech', 'name:initech', 'company_text_unknown', 0.5],
  ['Freelance at Acme', undefined, undefined, undefined],
  ['Student at Acme', undefined, undefined, undefined],
])('%s: %s', async (company, key, method, confidence) => {
  const found = await attributed({ company }, [acme, globex])
  expect(found === undefined ? [undefined, undefined, undefined] : [found.company, found.method, found.confidence]).toEqual([key, method, confidence])
})

test('schools and communities are known and never reliable by themselves', async () => {
  expect(await attributed({ company: 'Hollowmere University' }, [{ record_id: '1', name: 'Hollowmere University' }])).toMatchObject({ method: 'school_text', confidence: 0.5, accounts: ['1'] })
  expect(await attributed({ company: '@kubernetes' }, [{ record_id: '1', name: 'Kubernetes' }])).toMatchObject({ method: 'community_text', confidence: 0.5 })
  expect(await attributed({ company: '@kubernetes @acme' }, [acme])).toMatchObject({ company: 'acme.com', method: 'org_handle' })
  await writeSetting(workspace.writer, 'education', true)
  expect(await attributed({ company: 'Hollowmere University' }, [{ record_id: '1', name: 'Hollowmere University' }])).toMatchObject({ method: 'company_text', confidence: 0.9 })
  await writeSetting(workspace.writer, 'education', false)
})

test('a website is an employer’s only where an account or several people have that domain', async () => {
  expect(await attributed({ blog: 'https://www.acme.com/' }, [acme])).toMatchObject({ company: 'acme.com', method: 'website_domain', confidence: 0.85 })
  expect(await attributed({ blog: 'jo.acme.com' }, [acme])).toBeUndefined()
  expect(await attributed({ blog: 'acme.com/people/jo' }, [acme])).toBeUndefined()
  expect(await attributed({ blog: 'initech.com' }, [], { profiles: [{ github_id: 2, email: 'a@initech.com' }] })).toBeUndefined()
  expect(await attributed({ blog: 'initech.com' }, [], { profiles: [{ github_id: 2, email: 'a@initech.com' }, { github_id: 3, email: 'b@initech.com' }] })).toMatchObject({ company: 'initech.com' })
  expect(await attributed({ blog: 'twitter.com' }, [{ record_id: '1', name: 'Twitter', domain: 'twitter.com' }])).toBeUndefined()
})

test('a biography speaks where the profile says nothing else, and never reliably', async () => {
  expect(await attributed({ bio: 'Go, coffee. Platform @acme, ex-@globex' }, [acme, globex])).toMatchObject({ company: 'acme.com', method: 'bio_text', confidence: 0.6 })
  expect(await attributed({ bio: 'Making things at Globex' }, [acme, globex])).toMatchObject({ company: 'globex.io' })
  expect(await attributed({ bio: 'maintainer of @kubernetes, previously @acme' }, [acme, { record_id: '3', name: 'Kubernetes' }])).toBeUndefined()
  expect(await attributed({ company: 'Globex', bio: '@acme' }, [acme, globex])).toMatchObject({ company: 'globex.io' })
})

const initech = (id: number): ProfileRow => ({ github_id: id, company: 'Initech Labs', email: `p${id}@in-labs.net` })
test('what several people of a domain call their company is its name', async () => {
  expect(await attributed({ company: 'Initech Labs' }, [], { profiles: [initech(2), initech(3)] })).toMatchObject({ company: 'in-labs.net', method: 'company_text', confidence: 0.9 })
  expect(await attributed({ company: 'Initech Labs' }, [], { profiles: [initech(2)] })).toMatchObject({ company: 'name:initechlabs', confidence: 0.5 })
  expect(await attributed({ company: 'Initech Labs' }, [], { profiles: [initech(2), initech(3), { ...initech(4), company: 'Hooli' }] })).toMatchObject({ company: 'name:initechlabs' })
  expect(await attributed({ company: 'Initech Labs' }, [{ record_id: '7', name: 'Initech Labs Inc.' }], { profiles: [initech(2), initech(3)] })).toMatchObject({ company: 'in-labs.net', accounts: ['7'] })
})

test('a domain whose people call themselves by an account’s name is that account’s company', async () => {
  const account = { record_id: '7', name: 'Initech Labs', domain: 'initech.com' }
  expect(await attributed({ email: 'jo@in-labs.net' }, [account], { profiles: [initech(2), initech(3)] })).toMatchObject({ company: 'initech.com', method: 'email_domain', accounts: ['7'] })
  expect(await query(workspace, 'SELECT company_key FROM evidence.companies')).toEqual([{ company_key: 'initech.com' }])
})

test('confidence is a setting of the workspace', async () => {
  await writeSetting(workspace.writer, 'evidence', { confidence: { org_handle: 0.8 } })
  expect(await attributed({ company: '@acme' }, [acme])).toMatchObject({ method: 'org_handle', confidence: 0.8 })
  await workspace.writer.run(`DELETE FROM ops.settings WHERE key = 'evidence'`)
})
