import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FakeOptions, FakeStatistics } from './fake-server.test-support.ts'

export interface FakeProvider {
  origin: string
  host: string
  statistics(): Promise<FakeStatistics>
  /** Behaves otherwise from now on, and counts from nothing. */
  reset(options: FakeOptions): Promise<void>
  stop(): Promise<void>
}

/** Starts a fake provider as a process of its own. */
export async function startFake(options: FakeOptions = {}): Promise<FakeProvider> {
  const child = fork(join(import.meta.dirname, 'fake-server.test-support.ts'), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    statistics: async () => {
      const reply = once(child, 'message')
      child.send('statistics')
      return ((await reply) as [FakeStatistics])[0]
    },
    reset: async (next) => {
      const reply = once(child, 'message')
      child.send(next)
      await reply
    },
    stop: async () => {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}
