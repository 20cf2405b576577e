import type { WebHost } from '../web.ts'

/** Prints a further one-time link for every Enter in the terminal, where there is one. */
export function offerLinks(host: WebHost, print: (text: string) => void): void {
  if (!process.stdin.isTTY) return
  process.stdin.on('data', () => print(`  ${host.newLink()}\n\n`))
  process.stdin.unref()
}
