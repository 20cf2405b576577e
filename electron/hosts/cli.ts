import { ensureDataDirectory } from './data-directory.ts'
import { runCli } from './cli/program.ts'

/** `npm run -s bandstand -- <command>`: every job without a window. */
const cancelled = new AbortController()
let cancelledAt = Number.POSITIVE_INFINITY
const cancel = () => {
  // One Ctrl-C may arrive twice, from the terminal and from the process that started this one; a later one ends what does not end by itself.
  if (performance.now() - cancelledAt > 2000) process.exit(1)
  cancelledAt = Math.min(cancelledAt, performance.now())
  cancelled.abort()
}
process.on('SIGINT', cancel)
process.on('SIGTERM', cancel)
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const code = await runCli(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  rewrites: process.stderr.isTTY,
  signal: cancelled.signal,
  environment: process.env,
  dataDirectory: ensureDataDirectory,
  folder: process.cwd(),
})
// The callback runs once everything before it was written.
process.stdout.write('', () => process.exit(code))
