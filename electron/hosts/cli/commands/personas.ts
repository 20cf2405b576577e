import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import * as z from 'zod'
import { personaRules, type PersonaRules } from '../../../../shared/persona-rules.ts'
import { personaWords, rulesPreviewWords } from '../persona-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  rules?: string
  save?: true
  name?: string
  note?: string
  export?: true
}

export const addPersonas = (program: Command, terminal: Terminal): Command =>
  program
    .command('personas <workspace>')
    .description('developers, technical people and buyers by the rules in force: the two databases, their conflicts and their health')
    .option('--rules <file>', 'show who would move under the rules of a JSON file; nothing is stored')
    .option('--save', 'with --rules: append them as a version and put it in force')
    .option('--name <text>', 'with --save: what the version is called')
    .option('--note <text>', 'with --save: why')
    .option('--export', 'print the rules in force as JSON')
    .action(async (workspace: string, options: Options) => {
      if (options.save && (options.rules === undefined || options.name === undefined)) throw new UsageError('--save needs --rules FILE and --name TEXT.')
      const rules = options.rules === undefined ? undefined : await readRules(resolve(terminal.folder, options.rules), options.rules)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.export) {
          const { versions } = await client.call('personas.rules', {}, call)
          terminal.print(`${JSON.stringify(versions[0]?.rules, null, 2)}\n`)
          return
        }
        if (rules !== undefined && !options.save) {
          const preview = await client.call('personas.preview', { rules }, call)
          printResult(terminal, options, preview, () => rulesPreviewWords(preview))
          return
        }
        if (rules !== undefined) await client.call('personas.save', { rules, name: options.name ?? '', ...(options.note === undefined ? {} : { note: options.note }) }, call)
        const summary = await client.call('personas.summary', {}, call)
        printResult(terminal, options, summary, () => personaWords(summary))
      })
    })

async function readRules(path: string, named: string): Promise<PersonaRules> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${named} cannot be read.`, { cause })
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${named} is not JSON.`, { cause })
  }
  const parsed = personaRules.safeParse(value)
  if (!parsed.success) throw new UsageError(`${named} holds no valid persona rules:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
