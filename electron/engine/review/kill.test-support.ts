import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { calls, type Input, type Method, type Output } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import { createWorkspace } from '../db/workspace.ts'
import { createEngine, type Engine } from '../engine.ts'
import { seededRandom } from '../random.ts'
import type { Session } from './decide-until-killed.test-support.ts'
import { outcome, scriptedSession, type Row } from './scripted-session.test-support.ts'

export interface Survival {
  acknowledged: number
  /** Steps that are in the workspace: those acknowledged, and the one that was under way if it came to be. */
  kept: number
  undone: number
  problems: string[]
}

/** A session of decisions in another process, killed at a random moment; then what is left is read and taken back to the beginning. */
export async function killedSession(seed: number, length: number): Promise<Survival> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-review-kill-'))
  try {
    const session: Session = { path: join(folder, 'acme.bandstand'), dataDirectory: join(folder, 'data'), seed, length }
    await (await createWorkspace(session.path)).close()
    const acknowledged = await runUntilKilled(session)
    const engine = createEngine({ dataDirectory: session.dataDirectory })
    try {
      await call(engine, 'workspace.open', { path: session.path })
      return await check(engine, session, acknowledged)
    } finally {
      await engine.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The number of steps the child had confirmed when it died. */
async function runUntilKilled(session: Session): Promise<number> {
  const random = seededRandom(`kill ${session.seed}`)
  const after = random.integer(1, session.length - 1)
  const delay = random.next() * 15
  const child = fork(join(import.meta.dirname, 'decide-until-killed.test-support.ts'), [JSON.stringify(session)], { execArgv: ['--import', 'tsx'] })
  let acknowledged = 0
  child.on('message', (step) => {
    acknowledged = Number(step)
    if (acknowledged === after) void wait(delay).then(() => child.kill('SIGKILL'))
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`The session ended by ${String(signal)} after ${acknowledged} steps.`)
  return acknowledged
}

async function check(engine: Engine, { seed, length }: Session, acknowledged: number): Promise<Survival> {
  const steps = scriptedSession(seed, length)
  const found = await allRows(engine)
  const problems: string[] = []
  if (found.length < acknowledged || found.length > acknowledged + 1) problems.push(`${acknowledged} steps were acknowledged, ${found.length} are kept`)
  const { rows, standing } = outcome(steps.slice(0, found.length))
  if (!isDeepStrictEqual(found, rows)) problems.push('the rows are not those of the session in its order')
  let undone = 0
  for (const [reviewer, ids] of standing) {
    for (const id of ids) {
      const { undone: taken } = await call(engine, 'review.undo', { reviewer })
      if (taken.decisionId !== id || taken.reviewer !== reviewer) problems.push(`undo took back ${taken.decisionId} of ${taken.reviewer}, not ${id} of ${reviewer}`)
      undone += 1
    }
    const further = await call(engine, 'review.undo', { reviewer }).then(() => 'undone', (error: unknown) => (error instanceof AppError ? error.code : String(error)))
    if (further !== 'not_found') problems.push(`${reviewer} has nothing left, yet undo says ${further}`)
  }
  return { acknowledged, kept: found.length, undone, problems }
}

/** Every row, oldest first. */
async function allRows(engine: Engine): Promise<Row[]> {
  const found: Row[] = []
  for (let before: number | undefined; ;) {
    const page = await call(engine, 'review.decisions', { limit: 1000, ...(before === undefined ? {} : { before }) })
    found.push(...page.map(({ decisionId, subject, verdict, reviewer, reverts }) => ({ decisionId, subject, verdict, reviewer, reverts })))
    before = page.at(-1)?.decisionId
    if (page.length < 1000) return found.reverse()
  }
}

async function call<M extends Method>(engine: Engine, method: M, input: Input<M>): Promise<Output<M>> {
  return calls[method].output.parse(await engine.call(method, input, new AbortController().signal)) as Output<M> // the schema of this method
}
