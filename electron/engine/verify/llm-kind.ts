import OpenAI from 'openai'
import * as z from 'zod'
import type { LlmSettings } from '../../../shared/contract-verify.ts'
import { type Door, readJson } from '../egress/door.ts'
import { Fault } from '../egress/fault.ts'
import type { Answer, JobKind, Question, Reply } from '../jobs/kind.ts'
import { requestKey } from '../jobs/request-key.ts'
import type { Network } from '../jobs/service.ts'
import { readJudgements } from './llm-answer.ts'
import { instructions, promptInput, promptVersion, schema } from './llm-prompt.ts'
import type { Claim, Profile } from './subject.ts'
import { storeVerdicts, type StoredVerdict } from './verdict-store.ts'

export interface LlmInput {
  profile: Profile
  claims: Claim[]
  /** Of each claim, everything its verdict depends on. */
  inputKeys: string[]
}

export type LlmOutcome = Omit<StoredVerdict, 'jobId'>[]

const longestAnswer = 1000
/** A token is seldom less than three letters. */
const lettersPerToken = 3

export const llmVersion = ({ model }: Pick<LlmSettings, 'model'>): string => `${model}, prompt ${promptVersion}`

/** One request about each person, with all the claims that need a verdict. */
export function llmKind(settings: LlmSettings, { secret }: Network): JobKind<LlmInput, LlmOutcome> {
  return {
    perSecond: () => null,
    advance: (input, [answer]) => (answer ? { outcome: outcomeOf(input, answer, settings) } : { ask: questionOf(input, settings, secret) }),
    store: (connection, jobId, outcomes) => storeVerdicts(connection, outcomes.flat().map((verdict) => ({ ...verdict, jobId }))),
  }
}

const kept = z.object({ content: z.string().nullable() })
const bodyOf = (body: unknown): string | null => kept.parse(body).content

function outcomeOf({ profile, claims, inputKeys }: LlmInput, { body, usage, cost, milliseconds }: Answer, settings: LlmSettings): LlmOutcome {
  const judged = readJudgements(bodyOf(body), promptInput(profile, claims), claims)
  return judged.map(({ verdict, confidence, reason, evidence }, index) => ({
    claimKey: claims[index]?.claimKey ?? '', verifier: 'llm', version: llmVersion(settings), inputKey: inputKeys[index] ?? '', verdict, confidence, reason, detail: { evidence, promptVersion }, model: usage?.model ?? settings.model,
    // A request is about all claims of a person: each carries its part.
    tokensIn: usage === null ? null : Math.round(usage.tokensIn / claims.length), tokensOut: usage === null ? null : Math.round(usage.tokensOut / claims.length), cost: cost / claims.length, milliseconds,
  }))
}

function questionOf({ profile, claims }: LlmInput, settings: LlmSettings, secret: Network['secret']): Question {
  const input = promptInput(profile, claims)
  const text = JSON.stringify(input)
  const { host } = new URL(settings.endpoint)
  const estimate = priced(settings, { tokensIn: Math.ceil((instructions.length + text.length) / lettersPerToken), tokensOut: longestAnswer })
  return {
    key: requestKey(['llm', promptVersion, settings.endpoint, settings.model, input]),
    provider: `llm:${settings.model}`,
    host,
    purpose: `verify: ${settings.model}`,
    fields: [...Object.keys(input.profile), 'claims'],
    estimate,
    least: priced(settings, { tokensIn: Math.ceil((instructions.length + text.length) / (2 * lettersPerToken)), tokensOut: 50 }),
    answers: [],
    send: (door, signal) => {
      const key = keyOf(settings, secret)
      return complete(text, settings, { door: onlyJson(door, host, key ?? undefined), signal, key: key ?? 'none' })
    },
  }
}

function keyOf({ key }: LlmSettings, secret: Network['secret']): string | null {
  if (key === null) return null
  const found = secret(key)
  if (found === undefined) throw new Fault('unauthorised', `The model’s endpoint needs a key. Set ${key}, or name none with --no-key, then resume.`)
  return found
}

const priced = ({ priceIn, priceOut }: LlmSettings, { tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }): number => (priceIn * tokensIn + priceOut * tokensOut) / 1e6

/** The library parses by itself and would take a torn answer for a mistake of its own. */
const onlyJson = (door: Door, host: string, key: string | undefined): Door => async (address, init) => {
  const response = await door(address, init)
  return new Response(JSON.stringify(await readJson(response, host, key)), { status: response.status, headers: { 'content-type': 'application/json' } })
}

async function complete(text: string, settings: LlmSettings, { door, signal, key }: { door: Door; signal: AbortSignal; key: string }): Promise<Reply> {
  const { model, endpoint } = settings
  const client = new OpenAI({ apiKey: key, baseURL: endpoint, organization: null, project: null, maxRetries: 0, fetch: door, logLevel: 'off' })
  const completion = await client.chat.completions.create({
    model,
    messages: [{ role: 'system', content: instructions }, { role: 'user', content: text }],
    temperature: 0,
    max_completion_tokens: longestAnswer,
    response_format: { type: 'json_schema', json_schema: { name: 'verdicts', strict: true, schema } },
  }, { signal })
  const message = completion.choices[0]?.message
  const usage = { model: completion.model, tokensIn: completion.usage?.prompt_tokens ?? 0, tokensOut: completion.usage?.completion_tokens ?? 0 }
  return { found: typeof message?.content === 'string', body: { content: message?.content ?? null, refusal: message?.refusal ?? null }, cost: priced(settings, usage), usage }
}
