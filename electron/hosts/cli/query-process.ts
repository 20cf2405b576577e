import { fork } from 'node:child_process'
import { join } from 'node:path'
import { AppError, fromErrorFrame } from '../../../shared/errors.ts'
import { queryAnswer, type QueryAnswer, type QueryRequest, type QueryRows } from './query-protocol.ts'

const queryChild = join(import.meta.dirname, '../query-child.ts')

/**
 * Runs free SQL in a process of its own: whatever the statement does to it, the workspace and the caller stay whole.
 * Throws `sql_failed` where the process ended without an answer.
 */
export async function runQuery(request: QueryRequest, signal: AbortSignal, program = queryChild): Promise<QueryRows> {
  signal.throwIfAborted()
  const answer = await ask(request, signal, program)
  signal.throwIfAborted()
  if (!answer) {
    throw new AppError('sql_failed', 'The query ended its process before it answered: it needed too much memory or did something DuckDB does not survive. The workspace is unharmed.')
  }
  if (!answer.ok) throw fromErrorFrame(answer.error)
  return answer
}

function ask(request: QueryRequest, signal: AbortSignal, program: string): Promise<QueryAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const running = fork(program, [], {
      execArgv: ['--import', import.meta.resolve('tsx'), '--max-old-space-size=1024'],
      // DuckDB's last words on a fault would hide the one clear line.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    const stop = () => running.kill('SIGKILL')
    signal.addEventListener('abort', stop, { once: true })
    let answer: QueryAnswer | undefined
    running.once('message', (message) => {
      answer = queryAnswer.parse(message)
      stop()
    })
    running.once('error', reject)
    running.once('exit', () => {
      signal.removeEventListener('abort', stop)
      resolve(answer)
    })
    running.send(request)
  })
}
