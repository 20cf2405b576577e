import { type FakeModel, modelAnswer } from './fake-model.test-support.ts'

/** How the batch endpoint behaves. */
export interface BatchBehaviour {
  model?: FakeModel
  /** Times a batch is looked at before it has ended. */
  batchPolls?: number
  /** How batches end; all but the first and the last do half of their requests. */
  batchEnd?: 'completed' | 'expired' | 'cancelled' | 'failed'
  /** Every so many-th request of a batch ends in an error. */
  batchErrorEvery?: number
  /** Every so many-th line of the results is no JSON. */
  batchTornEvery?: number
}

interface FakeBatch {
  id: string
  status: string
  polls: number
  inputFile: string
  metadata: unknown
}

export interface BatchAnswer {
  status: number
  body: unknown
  /** People whose request was worked on, and is paid for. */
  worked: string[]
}

/** Files and batches of a compatible endpoint, in memory. */
export function createFakeBatches() {
  const files = new Map<string, string>()
  const batches = new Map<string, FakeBatch>()
  const answered = (body: unknown, worked: string[] = []): BatchAnswer => ({ status: 200, body, worked })
  const missing: BatchAnswer = { status: 404, body: { error: { message: 'No such object' } }, worked: [] }

  const view = ({ id, status, inputFile, metadata }: FakeBatch) => ({
    id, object: 'batch', endpoint: '/v1/chat/completions', status, input_file_id: inputFile, completion_window: '24h', created_at: 0, metadata,
    ...(files.has(`${id}-out`) ? { output_file_id: `${id}-out` } : {}), ...(files.has(`${id}-err`) ? { error_file_id: `${id}-err` } : {}),
    ...(status === 'failed' ? { errors: { object: 'list', data: [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached' }] } } : {}),
  })

  const finish = (batch: FakeBatch, how: BatchBehaviour): string[] => {
    batch.status = batch.status === 'cancelling' ? 'cancelled' : (how.batchEnd ?? 'completed')
    if (batch.status === 'failed') return []
    const requests = (files.get(batch.inputFile) ?? '').trim().split('\n').map((line) => JSON.parse(line) as { custom_id: string; body: Record<string, unknown> })
    const half = batch.status === 'completed' ? requests.length : Math.floor(requests.length / 2)
    const out: string[] = []
    const errors: string[] = []
    const worked: string[] = []
    for (const [index, { custom_id, body }] of requests.entries()) {
      if (index >= half) errors.push(JSON.stringify({ id: 'x', custom_id, response: null, error: { code: `batch_${batch.status}`, message: 'This request could not be executed in time.' } }))
      else if (how.batchErrorEvery !== undefined && index % how.batchErrorEvery === 0) errors.push(JSON.stringify({ id: 'x', custom_id, response: { status_code: 500, body: { error: { message: 'oops' } } }, error: null }))
      else {
        const { who, body: completion } = modelAnswer(body, how.model ?? 'honest')
        worked.push(who)
        out.push(how.batchTornEvery !== undefined && index % how.batchTornEvery === 0 ? '{"custom_id":' : JSON.stringify({ id: 'x', custom_id, response: { status_code: 200, request_id: 'y', body: completion }, error: null }))
      }
    }
    // The order of results is nobody's promise.
    if (out.length > 0) files.set(`${batch.id}-out`, `${[...out.reverse(), JSON.stringify({ custom_id: 'of somebody else', response: { status_code: 200, body: {} } })].join('\n')}\n`)
    if (errors.length > 0) files.set(`${batch.id}-err`, `${errors.join('\n')}\n`)
    return worked
  }

  return {
    count: () => batches.size,
    answer: (method: string, url: URL, { text, how }: { text: string; how: BatchBehaviour }): BatchAnswer | null => {
      const [, kind, id, action] = /^\/v1\/(files|batches)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url.pathname) ?? []
      if (kind === 'files' && method === 'POST') {
        const fileId = `file-${files.size + 1}`
        const part = text.split('\r\n\r\n').find((piece) => piece.startsWith('{"custom_id"')) ?? ''
        files.set(fileId, part.slice(0, part.indexOf('\r\n--')))
        return answered({ id: fileId, object: 'file', purpose: 'batch', bytes: text.length, created_at: 0, filename: 'bandstand.jsonl', status: 'processed' })
      }
      if (kind === 'files' && action === 'content') return files.has(id ?? '') ? answered(files.get(id ?? '')) : missing
      if (kind !== 'batches') return null
      if (id === undefined && method === 'GET') return answered({ object: 'list', data: [...batches.values()].reverse().map(view), has_more: false })
      if (id === undefined) {
        const { input_file_id: inputFile, metadata } = JSON.parse(text) as { input_file_id: string; metadata: unknown }
        const batch: FakeBatch = { id: `batch-${batches.size + 1}`, status: 'validating', polls: 0, inputFile, metadata }
        batches.set(batch.id, batch)
        return answered(view(batch))
      }
      const batch = batches.get(id)
      if (!batch) return missing
      if (action === 'cancel') {
        batch.status = 'cancelling'
        return answered(view(batch))
      }
      batch.polls += 1
      const isUnderWay = ['validating', 'in_progress', 'cancelling'].includes(batch.status)
      if (batch.status === 'validating') batch.status = 'in_progress'
      const worked = isUnderWay && batch.polls > (how.batchPolls ?? 1) ? finish(batch, how) : []
      return answered(view(batch), worked)
    },
  }
}
