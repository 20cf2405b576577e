import { calls } from '../../../shared/contract.ts'
import { createEngine } from '../engine.ts'
import { scriptedSession } from './scripted-session.test-support.ts'

/** What the child is told, as one JSON argument. */
export interface Session {
  path: string
  dataDirectory: string
  seed: number
  length: number
}

const { path, dataDirectory, seed, length } = JSON.parse(process.argv[2] ?? '') as Session // written by the parent
const engine = createEngine({ dataDirectory })
const signal = new AbortController().signal
await engine.call('workspace.open', calls['workspace.open'].input.parse({ path }), signal)
for (const [index, step] of scriptedSession(seed, length).entries()) {
  if (step.does === 'undo') await engine.call('review.undo', { reviewer: step.reviewer }, signal)
  else {
    const { subject, verdict, reviewer } = step
    await engine.call('review.decide', { reviewer, decisions: [{ kind: 'claim', subject, verdict, queue: 'uncertain' }] }, signal)
  }
  process.send?.(index + 1)
}
await engine.close()
