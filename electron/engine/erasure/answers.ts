import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import type { Answer } from '../jobs/kind.ts'
import type { KindOf } from '../jobs/service.ts'
import { readAnswers, readJob } from '../jobs/store.ts'
import { knownOf } from './subject.ts'

/** Keys of the answers of providers and models about the people: a job says the same questions again. Of a job that cannot be made again, all. */
export async function answerKeys(connection: Connection, kinds: Readonly<Record<string, KindOf>>): Promise<string[]> {
  const keys = new Set<string>()
  const jobs = await rows<{ jobId: string; inputs: string[] }>(
    connection,
    `SELECT job_id AS "jobId", list(input::VARCHAR) AS inputs FROM ops.job_items WHERE subject_key IN ${knownOf('key')} GROUP BY job_id ORDER BY job_id`,
  )
  for (const { jobId, inputs } of jobs) {
    const job = await readJob(connection, jobId)
    // As jobs/service.ts stores them.
    const { settings } = job.parameters as { settings: unknown }
    const asked = await askedBy(connection, () => kinds[job.kind]?.(settings), inputs)
    for (const key of asked ?? (await allOf(connection, jobId))) keys.add(key)
  }
  return [...keys]
}

async function askedBy(connection: Connection, make: () => ReturnType<KindOf> | undefined, inputs: readonly string[]): Promise<string[] | null> {
  try {
    const kind = make()
    if (!kind) return null
    const keys: string[] = []
    for (const input of inputs) {
      const parsed: unknown = JSON.parse(input)
      const answers: Answer[] = []
      for (let step = kind.advance(parsed, answers); 'ask' in step; step = kind.advance(parsed, answers)) {
        const { key } = step.ask
        keys.push(key)
        const known = (await readAnswers(connection, [key])).get(key)
        if (!known) break
        answers.push(known)
      }
    }
    return keys
  } catch {
    // A provider that is described no more, or an endpoint that is not allowed any longer.
    return null
  }
}

const allOf = async (connection: Connection, jobId: string): Promise<string[]> =>
  (await rows<{ key: string }>(connection, 'SELECT request_key AS key FROM ops.answers WHERE job_id = $jobId', { jobId })).map(({ key }) => key)
