import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from '../electron/hosts/build.ts'
import { setUpBrowser } from './setup-browser.ts'

/** `npm run e2e`: builds what is out of date, sees to a browser, and runs the journeys; arguments go to Playwright. */
const root = join(import.meta.dirname, '..')

async function run(): Promise<number> {
  await ensureBuilt(root)
  const browser = await setUpBrowser()
  const runner = spawn(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BANDSTAND_BROWSER: browser },
  })
  return new Promise((resolve, reject) => {
    runner.once('error', reject)
    runner.once('exit', (code) => resolve(code ?? 1))
  })
}

run().then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : String(thrown))
    process.exit(1)
  },
)
