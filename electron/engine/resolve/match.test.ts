import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Workspace } from '../db/workspace.ts'
import { readSetting } from '../db/settings.ts'
import type { MatchModel } from '../../../shared/contract-review.ts'
import { currentCompanies, matchesOf } from './decisions.test-support.ts'
import { makeWorld, query, resolveWorld, type ImportRows } from './world.test-support.ts'

let workspace: Workspace
let remove: () => Promise<void>
beforeAll(async () => {
  ({ workspace, remove } = await makeWorld())
})
afterAll(() => remove())

const candidatesOf = (companyKey: string) =>
  query<{ record_id: string; confidence: number; accepted: boolean }>(
    workspace,
    `SELECT record_id, confidence, accepted FROM evidence.match_candidates WHERE company_key = '${companyKey}' ORDER BY place`,
  )

const few: ImportRows = {
  accounts: [
    { record_id: '1', name: 'Globex Robotics', domain: 'globexrobotics.com' },
    { record_id: '2', name: 'Globetrotter Travel', domain: 'globetrotter.example' },
    { record_id: '3', name: 'Initech', domain: 'initech.com' },
  ],
  profiles: [{ github_id: 1, login: 'ana', company: 'Globex Robotiks' }, { github_id: 2, login: 'ben', company: 'Nothing Alike' }],
}

test('the likeliest accounts are kept with their probability, and none counts where nothing shows that such names are right', async () => {
  await resolveWorld(workspace, [few])
  const [first, ...others] = await candidatesOf('name:globexrobotiks')
  expect(first).toMatchObject({ record_id: '1', accepted: false })
  expect(first?.confidence).toBeGreaterThan(0.3)
  for (const other of others) expect(other.confidence).toBeLessThan((first?.confidence ?? 0) / 2)
  expect(others.length).toBeLessThanOrEqual(2)
  expect(await matchesOf(workspace, 'name:globexrobotiks')).toEqual([])
  expect((await currentCompanies(workspace))['ana']).toBe('name:globexrobotiks company_text_unknown 0.5')
})

test('a name like no account has no candidate: none of them', async () => {
  await resolveWorld(workspace, [few])
  expect(await candidatesOf('name:nothingalike')).toEqual([])
})

test('an exact match is a candidate that needs nobody', async () => {
  await resolveWorld(workspace, [few])
  expect(await candidatesOf('initech.com')).toEqual([{ record_id: '3', confidence: 1, accepted: true }])
})

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va', 'we', 'xi', 'yo', 'zu']
/** Names that share no beginning, so that each is like one account only. */
const wordAt = (index: number): string => [7, 3, 11, 13].map((step) => syllables[(index * step + Math.floor(index / 20) * step) % 20]).join('') + String(index)

const numbers = Array.from({ length: 80 }, (_, index) => index)
const many = {
  accounts: [...numbers, 80].map((index) => ({ record_id: String(index), name: `${wordAt(index)} robotics`, domain: `${wordAt(index)}.com` })),
  profiles: [
    ...numbers.map((index) => ({ github_id: index + 1, login: `dev${index}`, company: `${wordAt(index)} robotics international`, email: `dev@${wordAt(index)}.com` })),
    { github_id: 900, login: 'ana', company: `${wordAt(80)} robotics international` },
  ],
  events: [{ login: 'ana', occurred_at: '2025-01-01' }],
} satisfies ImportRows

test('the order of rows does not show in model, candidates or probabilities', async () => {
  const everything = async () => [
    await readSetting<MatchModel>(workspace.reader, 'match_model'),
    await query(workspace, 'SELECT * FROM evidence.match_candidates ORDER BY ALL'),
    await query(workspace, 'SELECT * FROM evidence.matches ORDER BY ALL'),
  ]
  await resolveWorld(workspace, [many])
  const before = await everything()
  const turned = <T>(rows: readonly T[], by: number): T[] => [...rows.slice(by), ...rows.slice(0, by)].reverse()
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 79 }), async (by) => {
      await resolveWorld(workspace, [{ profiles: turned(many.profiles, by) }, { events: many.events }, { accounts: turned(many.accounts, by) }])
      expect(await everything()).toEqual(before)
    }),
    { numRuns: 4 },
  )
})

test('where certain names show that likeness is right, similar names count at their probability, and a rejected one does not', async () => {
  await resolveWorld(workspace, [many])
  const model = await readSetting<MatchModel>(workspace.reader, 'match_model')
  expect(model).toMatchObject({ witnesses: 80, accepts: true })
  const key = `name:${wordAt(80)}roboticsinternational`
  const [first] = await candidatesOf(key)
  expect(first).toMatchObject({ record_id: '80', accepted: true })
  expect(first?.confidence).toBeGreaterThan(0.85)
  expect(await matchesOf(workspace, key)).toEqual(['80 similar_name'])
  expect(await query(workspace, `SELECT method, a.confidence FROM evidence.attributions a JOIN dev.people USING (person_id) WHERE login = 'ana'`)).toEqual([
    { method: 'similar_name', confidence: first?.confidence },
  ])
  expect(await query(workspace, `SELECT s.confidence FROM result.signals s`)).toEqual([{ confidence: first?.confidence }])
})
