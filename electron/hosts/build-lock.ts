import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const PAUSE_MILLISECONDS = 100

/** Runs the work while no other process holds the lock at `path`; the lock of a process that died is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  while (!(await take(path))) await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS))
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.write(String(process.pid))
    await file.close()
    return true
  } catch {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''))
    // Zero is a lock just being written, or just given back.
    if (holder > 0 && !isRunning(holder)) await rm(path, { force: true })
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    // It runs, but belongs to another account.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}
