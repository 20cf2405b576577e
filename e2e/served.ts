import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** `bandstand serve` as a process of its own, as a person starts it; it can be killed. */
export interface Served {
  readonly link: string
  kill(): Promise<void>
}

const commandLine = join(import.meta.dirname, '../electron/hosts/cli.ts')

const environment = (dataDirectory: string) => ({ ...process.env, BANDSTAND_DATA_DIRECTORY: dataDirectory })

/** The sample organisation, made by the command line and kept. */
export const keptSample = (workspace: string, dataDirectory: string) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', commandLine, 'demo', '--keep', workspace], { env: environment(dataDirectory) })

export async function served(workspace: string, { port, dataDirectory }: { port: number; dataDirectory: string }): Promise<Served> {
  const child = spawn(process.execPath, ['--import', 'tsx', commandLine, 'serve', workspace, '--no-open', '--json', '--port', String(port)], {
    env: environment(dataDirectory),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A test that fails leaves no process behind.
  process.once('exit', () => child.kill('SIGKILL'))
  const { url } = JSON.parse(await firstDocument(child)) as { url: string }
  return {
    link: url,
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function firstDocument(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.trimEnd().endsWith('}')) return text
  }
  throw new Error(`The host ended before it was ready: ${text}`)
}

/** A port nobody listens on, so that a host can be started again at the same address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return address.port
}
