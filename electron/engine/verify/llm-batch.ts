import OpenAI, { toFile } from 'openai'
import * as z from 'zod'
import type { LlmSettings } from '../../../shared/contract-verify.ts'
import { type Door, withoutKey } from '../egress/door.ts'
import { Fault } from '../egress/fault.ts'
import type { Answer, FurtherAnswer, Preparation, Question, Reply } from '../jobs/kind.ts'
import { requestKey } from '../jobs/request-key.ts'
import type { Network } from '../jobs/service.ts'
import { completionBody, completionReply, keyOf, openClient } from './llm-client.ts'
import type { LlmInput } from './subject.ts'

/** A question about one person, and what the model would be sent. */
export type BatchLine = Question & { text: string }

interface Batching {
  settings: LlmSettings
  secret: Network['secret']
}

interface Preparing extends Batching {
  lines(input: LlmInput): BatchLine
  /** Why a person has no answer, by the key of the question. */
  refusals: Map<string, Fault>
}

type Asking = Pick<Preparation<LlmInput>, 'jobId' | 'find' | 'ask'>

/** The steps of one batch. Their answers are kept under these keys, so that a crash goes on at the step it met. */
const stepKey = (jobId: string, chunk: number, attempt: number, step: 'created' | 'ended' | 'results') => requestKey(['llm-batch', jobId, chunk, attempt, step])

/**
 * Asks about all waiting people in batches of a fixed range of items. A batch that an earlier run created is waited for and read whatever
 * became of its people since; only then is another created for those who have no answer.
 */
export async function prepareBatches(preparation: Preparation<LlmInput>, preparing: Preparing): Promise<void> {
  const { batchSize } = preparing.settings
  const running: Promise<void>[] = []
  let chunk = -1
  let lines: BatchLine[] = []
  const turn = (next: number) => {
    if (lines.length > 0) running.push(runChunk(preparation, preparing, { chunk, lines }))
    // A failure is met below; until then it is nobody's.
    running.at(-1)?.catch(() => undefined)
    chunk = next
    lines = []
  }
  for await (const { itemNo, input } of preparation.items()) {
    const found = Math.floor(itemNo / batchSize)
    if (found !== chunk) turn(found)
    lines.push(preparing.lines(input))
  }
  turn(-1)
  const outcomes = await Promise.allSettled(running)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

interface Chunk {
  chunk: number
  lines: readonly BatchLine[]
}

async function runChunk(preparation: Preparation<LlmInput>, preparing: Preparing, { chunk, lines }: Chunk): Promise<void> {
  const { jobId } = preparation
  const find = (key: string) => preparation.find(key)
  for (let attempt = 0; ; attempt += 1) {
    const earlier = await find(stepKey(jobId, chunk, attempt, 'created'))
    if (earlier && (await find(stepKey(jobId, chunk, attempt, 'results')))) continue
    const open = earlier ? lines : await unanswered(lines, find)
    if (open.length === 0) return
    const release = preparation.reserve(open.reduce((sum, { estimate }) => sum + estimate, 0))
    try {
      await runBatch(preparation, preparing, { open, chunk, attempt })
    } finally {
      release()
    }
    return
  }
}

async function unanswered(lines: readonly BatchLine[], find: Asking['find']): Promise<BatchLine[]> {
  const open = new Map<string, BatchLine>()
  for (const line of lines) if (!(await find(line.key))) open.set(line.key, line)
  return [...open.values()]
}

const created = z.object({ batchId: z.string() })
const ended = z.object({ status: z.string(), outputFile: z.string().nullable(), errorFile: z.string().nullable(), reason: z.string().nullable() })

async function runBatch({ jobId, ask }: Asking, preparing: Preparing, { open, chunk, attempt }: { open: readonly BatchLine[]; chunk: number; attempt: number }): Promise<void> {
  const [first] = open
  if (!first) return
  const step = (name: 'created' | 'ended' | 'results') => ({ ...stepQuestion(preparing, first.host), key: stepKey(jobId, chunk, attempt, name) })
  const fields = [...new Set(open.flatMap((line) => line.fields))]
  const { batchId } = created.parse((await ask({ ...step('created'), fields, send: opened(preparing, (client, signal) => create(client, { open, settings: preparing.settings, mark: `${jobId} ${chunk} ${attempt}`, signal })) })).body)
  let polls = 0
  const end = ended.parse((await ask({ ...step('ended'), answers: [404], send: opened(preparing, (client, signal) => poll(client, batchId, signal, polls++)) })).body)
  const { body } = await ask({ ...step('results'), answers: [404], send: opened(preparing, (client, signal, key) => results(client, { end, open, key, settings: preparing.settings, signal })) })
  for (const [lineKey, message] of z.array(z.tuple([z.string(), z.string()])).parse((body as { refused: unknown }).refused)) preparing.refusals.set(lineKey, new Fault('rejected', message))
}

const stepQuestion = ({ settings }: Batching, host: string): Omit<Question, 'key' | 'send'> => ({
  provider: `llm:${settings.model}`, host, purpose: `verify in a batch: ${settings.model}`, fields: [], estimate: 0, least: 0, answers: [],
})

const opened = ({ settings, secret }: Batching, work: (client: OpenAI, signal: AbortSignal, key: string | null) => Promise<Reply>) => (door: Door, signal: AbortSignal): Promise<Reply> => {
  const key = keyOf(settings, secret)
  return work(openClient(settings, door, key ?? 'none'), signal, key)
}

const stepReply = (body: object): Reply => ({ found: true, body, cost: 0, usage: null })

/** Batches older than these were not made by a run that was just interrupted. */
const batchesLookedAt = 500

/** Adopts the batch that an interrupted run may have created without learning of it; otherwise uploads the requests and creates one. */
async function create(client: OpenAI, { open, settings, mark, signal }: { open: readonly BatchLine[]; settings: LlmSettings; mark: string; signal: AbortSignal }): Promise<Reply> {
  let looked = 0
  for await (const { id, metadata } of client.batches.list({ limit: 100 }, { signal })) {
    if (metadata?.['bandstand'] === mark) return stepReply({ batchId: id })
    looked += 1
    if (looked >= batchesLookedAt) break
  }
  const text = open.map((line) => `${JSON.stringify({ custom_id: line.key, method: 'POST', url: '/v1/chat/completions', body: completionBody(line.text, settings) })}\n`).join('')
  const file = await client.files.create({ file: await toFile(Buffer.from(text), 'bandstand.jsonl', { type: 'application/jsonl' }), purpose: 'batch' }, { signal })
  const { id } = await client.batches.create({ input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { bandstand: mark } }, { signal })
  return stepReply({ batchId: id })
}

const underWay: ReadonlySet<string> = new Set(['validating', 'in_progress', 'finalizing', 'cancelling'])
const firstWait = 500
const longestWait = 60_000

async function poll(client: OpenAI, batchId: string, signal: AbortSignal, polls: number): Promise<Reply> {
  const batch = await client.batches.retrieve(batchId, { signal }).catch(unlessGone)
  if (batch === null) return stepReply({ status: 'gone', outputFile: null, errorFile: null, reason: 'The endpoint does not know the batch any more.' })
  if (underWay.has(batch.status)) throw new Fault('pending', `Batch ${batchId} is ${batch.status}.`, { retryAfter: Math.min(longestWait, firstWait * 2 ** polls) })
  const reason = batch.errors?.data?.map(({ message }) => message).find((message) => message !== undefined) ?? null
  return stepReply({ status: batch.status, outputFile: batch.output_file_id ?? null, errorFile: batch.error_file_id ?? null, reason })
}

function unlessGone(thrown: unknown): null {
  if (thrown instanceof OpenAI.NotFoundError) return null
  throw thrown
}

const resultLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
})
const completion = z.object({
  model: z.string(),
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish().transform((content) => content ?? null), refusal: z.string().nullish().transform((refusal) => refusal ?? null) }) })).min(1),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }),
})

/** Answers and refusals of a batch that ended, however it ended: what was done before it expired or was cancelled is paid for and kept. */
async function results(
  client: OpenAI, { end, open, key, settings, signal }: { end: z.infer<typeof ended>; open: readonly BatchLine[]; key: string | null; settings: LlmSettings; signal: AbortSignal },
): Promise<Reply> {
  const byKey = new Map(open.map((line) => [line.key, line]))
  const further = new Map<string, FurtherAnswer>()
  const refused = new Map<string, string>()
  for (const fileId of [end.outputFile, end.errorFile]) {
    const file = fileId === null ? null : await client.files.content(fileId, { signal }).catch(unlessGone)
    for (const line of file === null ? [] : resultLines(withoutKey(await file.text(), key ?? undefined))) {
      const asked = line.success ? byKey.get(line.data.custom_id) : undefined
      if (!line.success || !asked) continue
      const answer = line.data.response?.status_code === 200 ? completion.safeParse(line.data.response.body) : null
      if (answer?.success) further.set(asked.key, { key: asked.key, provider: asked.provider, ...completionReply(answer.data, settings) })
      else refused.set(asked.key, `The batch answered: ${line.data.error?.message ?? line.data.error?.code ?? `status ${line.data.response?.status_code ?? 'unknown'}`}.`)
    }
  }
  for (const { key: each } of open) {
    if (further.has(each)) refused.delete(each)
    else if (!refused.has(each)) refused.set(each, `The batch ended as ${end.status} without an answer about this person${end.reason === null ? '' : `: ${end.reason}`}. Resume the job to ask again.`)
  }
  return { ...stepReply({ answered: further.size, refused: [...refused] }), further: [...further.values()] }
}

/** The lines of a file, those that are none among them. A file without a single one is a page of something between us and the endpoint: asked for again. */
function resultLines(text: string) {
  const lines = text.split('\n').filter((raw) => raw.trim() !== '').map((raw) => resultLine.safeParse(parsedJson(raw)))
  if (lines.length > 0 && lines.every(({ success }) => !success)) throw new Fault('malformed', 'The endpoint answered with something that is no file of results.')
  return lines
}

function parsedJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return undefined
  }
}

/** Looking for one costs next to nothing. */
const mostChunks = 2000

/** Takes back what still runs at the endpoint. */
export async function abandonBatches({ jobId, find, ask }: Asking, batching: Batching): Promise<void> {
  const { host } = new URL(batching.settings.endpoint)
  const cancelled = async (chunk: number, attempt: number, { body }: Answer) => {
    if (await find(stepKey(jobId, chunk, attempt, 'ended'))) return
    const { batchId } = created.parse(body)
    await ask({
      ...stepQuestion(batching, host), key: requestKey(['llm-batch-cancel', batchId]), answers: [404, 409],
      send: opened(batching, async (client, signal) => {
        await client.batches.cancel(batchId, { signal }).catch((thrown: unknown) => {
          if (!(thrown instanceof OpenAI.APIError) || (thrown.status !== 404 && thrown.status !== 409)) throw thrown
        })
        return stepReply({ batchId })
      }),
    })
  }
  for (let chunk = 0; chunk < mostChunks; chunk += 1) {
    let attempt = 0
    for (let found = await find(stepKey(jobId, chunk, attempt, 'created')); found; found = await find(stepKey(jobId, chunk, attempt, 'created'))) {
      await cancelled(chunk, attempt, found)
      attempt += 1
    }
  }
}
