import * as z from 'zod'
import type { LlmSettings } from '../../../shared/contract-verify.ts'
import { type Door, readJson } from '../egress/door.ts'
import { Fault, type Fault as Refusal } from '../egress/fault.ts'
import type { Answer, JobKind, Question, Reply } from '../jobs/kind.ts'
import { requestKey } from '../jobs/request-key.ts'
import type { Network } from '../jobs/service.ts'
import { readJudgements } from './llm-answer.ts'
import { prepareBatches, abandonBatches } from './llm-batch.ts'
import { completionBody, completionReply, keyOf, longestAnswer, openClient, priced } from './llm-client.ts'
import { instructions, promptInput, promptVersion } from './llm-prompt.ts'
import type { LlmInput } from './subject.ts'
import { storeVerdicts, type StoredVerdict } from './verdict-store.ts'

export type LlmOutcome = Omit<StoredVerdict, 'jobId'>[]

/** A token is seldom less than three letters. */
const lettersPerToken = 3

export const llmVersion = ({ model }: Pick<LlmSettings, 'model'>): string => `${model}, prompt ${promptVersion}`

/** One request about each person, with all the claims that need a verdict. */
export function llmKind(settings: LlmSettings, { secret }: Network): JobKind<LlmInput, LlmOutcome> {
  if (settings.batch) return batchKind(settings, secret)
  return {
    perSecond: () => null,
    advance: (input, [answer]) => (answer ? { outcome: outcomeOf(input, answer, settings) } : { ask: questionOf(input, settings, secret) }),
    store: (connection, jobId, outcomes) => storeVerdicts(connection, outcomes.flat().map((verdict) => ({ ...verdict, jobId }))),
  }
}

/** The same questions and outcomes, but the answers come from batches before the items are worked on. */
function batchKind(settings: LlmSettings, secret: Network['secret']): JobKind<LlmInput, LlmOutcome> {
  const refusals = new Map<string, Refusal>()
  const asked = (input: LlmInput): Question => {
    const question = questionOf(input, settings, secret)
    return { ...question, send: () => Promise.reject(refusals.get(question.key) ?? new Fault('rejected', 'The batch brought no answer about this person. Resume the job to ask again.')) }
  }
  const lines = (input: LlmInput) => ({ ...asked(input), text: JSON.stringify(promptInput(input.profile, input.claims)) })
  return {
    ...llmKind({ ...settings, batch: false }, { allowLoopback: false, secret }),
    advance: (input, [answer]) => (answer ? { outcome: outcomeOf(input, answer, settings) } : { ask: asked(input) }),
    prepare: (preparation) => prepareBatches(preparation, { settings, secret, lines, refusals }),
    abandon: (preparation) => abandonBatches(preparation, { settings, secret }),
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

/** The library parses by itself and would take a torn answer for a mistake of its own. */
const onlyJson = (door: Door, host: string, key: string | undefined): Door => async (address, init) => {
  const response = await door(address, init)
  return new Response(JSON.stringify(await readJson(response, host, key)), { status: response.status, headers: { 'content-type': 'application/json' } })
}

async function complete(text: string, settings: LlmSettings, { door, signal, key }: { door: Door; signal: AbortSignal; key: string }): Promise<Reply> {
  return completionReply(await openClient(settings, door, key).chat.completions.create(completionBody(text, settings), { signal }), settings)
}
