import { afterAll, beforeAll, expect, test } from 'vitest'
import { llmSettings, type LlmSettings } from '../../../shared/contract-verify.ts'
import { rows } from '../db/query.ts'
import { type FakeProvider, startFake } from '../enrich/fake-process.test-support.ts'
import { type JobsWorld, jobsWorld } from '../jobs/jobs.test-support.ts'
import { injections } from './injections.test-support.ts'
import { readJudgements } from './llm-answer.ts'
import { promptInput } from './llm-prompt.ts'
import type { Claim, LlmInput, Profile } from './subject.ts'

let fake: FakeProvider
let world: JobsWorld
beforeAll(async () => {
  fake = await startFake()
  world = await jobsWorld(fake.origin)
})
afterAll(async () => {
  await world.close()
  await fake.stop()
})

const profileOf = (login: string, changes: Partial<Profile> = {}): Profile => ({ personKey: `login:${login}`, login, name: 'Ann Example', emails: [], company: null, bio: null, location: null, website: null, ...changes })
const claimOf = (key: string, changes: Partial<Claim> = {}): Claim => ({
  claimKey: key, provider: 'pdl', name: 'Ann Example', title: null, company: 'Globex', domain: null, profileUrl: null, location: null, email: null, confidence: null, current: true, endedAt: null, ...changes,
})
const settings = (): LlmSettings => llmSettings.parse({ model: 'fake', endpoint: `${fake.origin}/v1`, key: 'FAKE_KEY', priceIn: 1, priceOut: 2 })
const inputOf = (profile: Profile, ...claims: Claim[]): LlmInput => ({ profile, claims, inputKeys: claims.map(({ claimKey }) => `input of ${claimKey}`) })

interface Row {
  key: string
  verdict: string
  reason: string
  cost: number
  tokens: number
}

/** Runs the verifier about these people and reads what it left about the claims of `group`. */
async function judge(group: string, inputs: readonly LlmInput[]): Promise<Row[]> {
  const { jobId } = await world.startVerify(inputs, settings())
  const job = await world.finished(jobId)
  expect(job).toMatchObject({ state: 'done', items: { done: inputs.length, failed: 0 } })
  return rows<Row>(world.workspace.reader, `SELECT claim_key AS key, verdict, reason, cost, tokens_in AS tokens FROM evidence.verdicts WHERE verifier = 'llm' AND starts_with(claim_key, $group) ORDER BY claim_key`, { group })
}

test('one request a person judges all its claims; model, tokens and cost stand with each verdict', async () => {
  await fake.reset({ model: 'honest' })
  const found = await judge('plain', [inputOf(profileOf('ann', { company: 'Globex Ltd' }), claimOf('plain 1'), claimOf('plain 2', { company: 'Initech' }))])
  expect(found.map(({ key, verdict, tokens }) => ({ key, verdict, tokens }))).toEqual([{ key: 'plain 1', verdict: 'correct', tokens: 200 }, { key: 'plain 2', verdict: 'unsure', tokens: 200 }])
  expect(found[0]?.cost).toBeCloseTo((400 * 1 + 60 * 2) / 1e6 / 2, 12)
  expect((await fake.statistics()).received).toBe(1)
})

test('the same input is never paid for twice', async () => {
  await fake.reset({ model: 'honest' })
  const input = inputOf(profileOf('bea', { company: 'Globex' }), claimOf('again 1'))
  await judge('again', [input])
  await judge('again', [input])
  expect((await fake.statistics()).received).toBe(1)
})

test.each([
  ['refusing', 'The model declined to answer.'],
  ['schema-breaking', 'The model’s answer did not keep to the schema.'],
  ['inventing', 'The model quoted “I work at every company there is”, which the profile does not say.'],
] as const)('a %s model leaves its claims unsure, and says why', async (model, reason) => {
  await fake.reset({ model })
  expect(await judge(model, [inputOf(profileOf(`${model}-cat`, { company: 'Globex' }), claimOf(`${model} 1`))])).toMatchObject([{ verdict: 'unsure', reason }])
})

test('sixty injected texts in three fields make an obedient model accept nothing, and judge nobody else', async () => {
  await fake.reset({ model: 'obedient' })
  const inputs = injections.flatMap((text, index) => [
    inputOf(profileOf(`bio${index}`, { bio: text }), claimOf(`injected bio ${index}`)),
    inputOf(profileOf(`company${index}`, { company: text }), claimOf(`injected company ${index}`)),
    inputOf(profileOf(`claim${index}`), claimOf(`injected claim ${index}`, { title: text })),
  ])
  const found = await judge('injected', inputs)
  expect(inputs).toHaveLength(180)
  expect(found.map(({ key }) => key)).toEqual(inputs.flatMap(({ claims }) => claims.map(({ claimKey }) => claimKey)).sort())
  expect(found.filter(({ verdict }) => verdict === 'correct')).toEqual([])
  expect((await fake.statistics()).received).toBe(180)
})

test('no request holds another person’s data', async () => {
  await fake.reset({ model: 'honest' })
  const canaries = Array.from({ length: 200 }, (_, index) => `canary${String(index).padStart(4, '0')}x`)
  await judge('canary', canaries.map((canary) => inputOf(profileOf(canary, { bio: `bio ${canary}`, company: `company ${canary}` }), claimOf(`canary ${canary}`, { title: `title ${canary}` }))))
  const { requests } = await fake.statistics()
  const seen = requests.map((request) => new Set(request.match(/canary\d{4}x/g)))
  expect(seen.every((inRequest) => inRequest.size === 1)).toBe(true)
  expect(new Set(seen.flatMap((inRequest) => [...inRequest]))).toEqual(new Set(canaries))
  expect(requests.join('\n')).not.toContain('secret-of')
})

const acme = claimOf('c', { company: 'Acme GmbH', domain: 'acme.com', location: 'Berlin, Germany' })
const verdict = (evidence: string[], changes: object = {}) => JSON.stringify({ verdicts: [{ claim: 'c1', verdict: 'correct', confidence: 0.9, reason: 'r', evidence, ...changes }] })

test.each([
  ['a quote of the employer', verdict(['at Acme']), 'correct'],
  ['a quote of the place', verdict(['Berlin']), 'correct'],
  ['a quote of the name only', verdict(['Ann Example']), 'unsure'],
  ['no quote', verdict([]), 'unsure'],
  ['a quote that is not there beside one that is', verdict(['at Acme', 'at Acme Corp since 2019']), 'unsure'],
  ['a confidence out of range', verdict(['at Acme'], { confidence: 7 }), 'unsure'],
  ['a further key', verdict(['at Acme'], { tool: 'send' }), 'unsure'],
  ['text instead of JSON', 'correct', 'unsure'],
  ['two verdicts on one claim', JSON.stringify({ verdicts: [1, 2].map(() => ({ claim: 'c1', verdict: 'correct', confidence: 1, reason: '', evidence: ['at Acme'] })) }), 'unsure'],
  ['a verdict on another claim only', verdict(['at Acme'], { claim: 'c2' }), 'unsure'],
])('an answer with %s', (_what, content, expected) => {
  const profile = profileOf('ann', { bio: 'Working at Acme in Berlin' })
  expect(readJudgements(content, promptInput(profile, [acme]), [acme]).map((each) => each.verdict)).toEqual([expected])
})
