import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const program = new URL('../electron/hosts/cli.ts', import.meta.url).pathname

/** Runs the command line as a person would and returns what it wrote. */
export async function bandstand(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...args], { maxBuffer: 1e8 })
  return stdout
}
