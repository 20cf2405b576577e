import { ensureDataDirectory } from './data-directory.ts'
import { runCli } from './cli/program.ts'

/** `npm run -s bandstand -- <command>`: every job without a window. */
const cancelled = new AbortController()
process.once('SIGINT', () => cancelled.abort())
process.once('SIGTERM', () => cancelled.abort())
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const code = await runCli(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  rewrites: process.stderr.isTTY,
  signal: cancelled.signal,
  dataDirectory: ensureDataDirectory,
  folder: process.cwd(),
})
// The callback runs once everything before it was written.
process.stdout.write('', () => process.exit(code))
