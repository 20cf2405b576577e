import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  as?: string
  set?: Record<string, string>
}

type Imported = Omit<Output<'import.run'>, 'others'>

/** Each file is an import of its own, and so is each file of a ZIP; the first that fails ends the command, and those before it stay. */
export const addImport = (program: Command, terminal: Terminal): Command =>
  program
    .command('import <workspace> <files...>')
    .description('import files; each is recognised by its content')
    .option('--as <format>', 'import as this format instead (see formats)')
    .option('--set <key=value>', 'answer what a file cannot say itself, e.g. repo=acme/sdk or collected=2026-06-01 (repeatable)', readSetting)
    .action(async (workspace: string, files: string[], options: Options) => {
      const done: Imported[] = []
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        for (const file of files) {
          const input = { path: resolve(terminal.folder, file), settings: options.set ?? {}, jobId: randomUUID(), ...(options.as === undefined ? {} : { format: options.as }) }
          try {
            const { others = [], ...first } = await client.call('import.run', input, call)
            done.push(first, ...others)
          } catch (thrown) {
            noteStanding(terminal, done, files.length)
            throw thrown
          }
        }
      })
      printResult(terminal, options, { imports: done.map(({ import: record, alreadyImported }) => ({ ...record, alreadyImported })) }, () => words(done))
    })

function readSetting(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined || value === undefined) throw new InvalidArgumentError('Write key=value.')
  return { ...earlier, [key]: value }
}

function noteStanding(terminal: Terminal, done: readonly Imported[], files: number): void {
  if (files > 1 && done.length > 0) terminal.note(`Imported before the failure: ${done.map(({ import: record }) => `${record.fileName} (${record.importId})`).join(', ')}.\n`)
}

function words(done: readonly Imported[]): string {
  const table = alignedTable(
    ['Import', 'File', 'Format', 'Records', 'Taken', 'Rejected', 'Duplicates', 'Ignored', ''],
    done.map(({ import: { importId, fileName, formatLabel, rows }, alreadyImported }) => [
      importId, fileName, formatLabel, rows.total, rows.taken, rows.rejected, rows.duplicates, rows.ignored, alreadyImported ? 'imported before' : '',
    ]),
  )
  const warnings = done.flatMap(({ import: { fileName, warnings: all } }) => all.map((warning) => `${fileName}: ${warning}\n`))
  return table + warnings.join('')
}
