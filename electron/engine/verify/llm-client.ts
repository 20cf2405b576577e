import OpenAI from 'openai'
import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions'
import type { LlmSettings } from '../../../shared/contract-verify.ts'
import { type Door, readJson } from '../egress/door.ts'
import { Fault } from '../egress/fault.ts'
import type { Reply } from '../jobs/kind.ts'
import type { Network } from '../jobs/service.ts'
import { instructions, schema } from './llm-prompt.ts'

export const longestAnswer = 1000

/** The library with everything it sends going through the door; it neither retries nor logs. */
export const openClient = ({ endpoint }: LlmSettings, door: Door, key: string): OpenAI =>
  new OpenAI({ apiKey: key, baseURL: endpoint, organization: null, project: null, maxRetries: 0, fetch: onlyJson(door), logLevel: 'off' })

/** The library takes the page of a proxy for an answer without any field. Files are no JSON documents; who reads one looks at its lines. */
const onlyJson = (door: Door): Door => async (input, init) => {
  const response = await door(input, init)
  const { host, pathname } = new URL(input instanceof Request ? input.url : input)
  if (response.ok && !pathname.endsWith('/content')) await readJson(response.clone(), host)
  return response
}

export function keyOf({ key }: LlmSettings, secret: Network['secret']): string | null {
  if (key === null) return null
  const found = secret(key)
  if (found === undefined) throw new Fault('unauthorised', `The model’s endpoint needs a key. Set ${key}, or name none with --no-key, then resume.`)
  return found
}

/** What providers take for an answer out of a batch, as a share of the price. */
const batchShare = 0.5

export const priced = ({ priceIn, priceOut, batch }: LlmSettings, { tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }): number =>
  ((priceIn * tokensIn + priceOut * tokensOut) / 1e6) * (batch ? batchShare : 1)

export const completionBody = (text: string, { model }: LlmSettings): ChatCompletionCreateParamsNonStreaming => ({
  model,
  messages: [{ role: 'system', content: instructions }, { role: 'user', content: text }],
  temperature: 0,
  max_completion_tokens: longestAnswer,
  response_format: { type: 'json_schema', json_schema: { name: 'verdicts', strict: true, schema } },
})

/** What is kept of a completion; batches hold it without having been read by the library. */
export function completionReply(completion: Pick<ChatCompletion, 'model'> & { choices: readonly { message?: { content?: string | null; refusal?: string | null } }[]; usage?: { prompt_tokens: number; completion_tokens: number } | undefined }, settings: LlmSettings): Reply {
  const message = completion.choices[0]?.message
  const usage = { model: completion.model, tokensIn: completion.usage?.prompt_tokens ?? 0, tokensOut: completion.usage?.completion_tokens ?? 0 }
  return { found: typeof message?.content === 'string', body: { content: message?.content ?? null, refusal: message?.refusal ?? null }, cost: priced(settings, usage), usage }
}
