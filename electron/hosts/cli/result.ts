import type { JsonOption } from './options.ts'
import type { Terminal } from './terminal.ts'

/** Prints what a command found: one JSON document, or words for a person. */
export function printResult(terminal: Terminal, { json }: JsonOption, value: unknown, words: () => string): void {
  terminal.print(json ? `${JSON.stringify(value, null, 2)}\n` : words())
}
