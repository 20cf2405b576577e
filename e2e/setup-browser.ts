import { chromium } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser } from '../electron/hosts/browser.ts'

/** The browser the journeys run in: one that is there, else one installed now. Rejects with the one command to run. */
export async function setUpBrowser(): Promise<string> {
  const present = await presentBrowser()
  if (present) return present
  for (const [command, ...parameters] of installations()) {
    console.error(`Installing a browser for the journeys: ${[command, ...parameters].join(' ')}`)
    const { status } = spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    const installed = status === 0 ? await presentBrowser() : null
    if (installed) return installed
  }
  throw new Error(
    process.platform === 'linux'
      ? 'No Chromium, Chrome or Edge was found and none could be installed. Run `sudo apt-get install -y chromium`, then `npm test` again.'
      : 'No Chromium, Chrome or Edge was found and none could be installed. Run `npx playwright install chromium`, then `npm test` again.',
  )
}

async function presentBrowser(): Promise<string | null> {
  const found = await findBrowser()
  // On Ubuntu a `chromium-browser` may be a stub that only asks for a snap: what cannot tell its version does not run.
  if (found && spawnSync(found, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0) return found
  const bundled = chromium.executablePath()
  return existsSync(bundled) ? bundled : null
}

function installations(): [string, ...string[]][] {
  const own: [string, ...string[]] = [process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium']
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return [own]
  const script = 'apt-get install -y --no-install-recommends chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }'
  return [['sh', '-c', script], [...own, '--with-deps'], own]
}
