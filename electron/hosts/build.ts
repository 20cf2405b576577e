import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { withLock } from './build-lock.ts'

const sources = ['shared', 'electron', 'renderer', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/main/utility.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/** Bundles main, preload and window where a source is newer than they are. Rejects with the bundler's own words. */
export async function ensureBuilt(root: string): Promise<void> {
  if (!(await isStale(root))) return
  await withLock(join(root, '.cache', 'build.lock'), async () => {
    // Another process may have built it meanwhile.
    if (!(await isStale(root))) return
    const { code, output } = await runBundler(root)
    if (code !== 0) throw new AppError('internal', `The build failed.\n${output.trim()}`)
  })
}

async function isStale(root: string): Promise<boolean> {
  const built = await Promise.all(outputs.map((path) => changedAt(join(root, path))))
  const oldest = Math.min(...built.map((time) => time ?? 0))
  for (const source of sources) if ((await newest(join(root, source))) > oldest) return true
  return false
}

/** The latest change below a path, tests aside; 0 where there is nothing. */
async function newest(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null)
  if (!entries) return (await changedAt(path)) ?? 0
  let latest = 0
  for (const entry of entries) {
    if (!entry.isFile() || /\.test(-support)?\.tsx?$/.test(entry.name)) continue
    latest = Math.max(latest, (await changedAt(join(entry.parentPath, entry.name))) ?? 0)
  }
  return latest
}

const changedAt = (path: string): Promise<number | null> => stat(path).then(({ mtimeMs }) => mtimeMs, () => null)

function runBundler(root: string): Promise<{ code: number | null; output: string }> {
  const bundler = spawn(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Tests and tools may have set it; the window is always bundled for use.
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
  })
  let output = ''
  const collect = (chunk: Buffer) => (output += chunk.toString())
  bundler.stdout.on('data', collect)
  bundler.stderr.on('data', collect)
  return new Promise((resolve, reject) => {
    bundler.once('error', reject)
    bundler.once('close', (code) => resolve({ code, output }))
  })
}
