import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { type OverwriteRule, overwriteRules } from '../../../../shared/import-mapping.ts'
import { timesSentence } from '../../../../shared/time-forms.ts'
import { type GivenMappings, readMappings } from '../mapping-file.ts'
import { collected, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  as?: string
  set?: Record<string, string>
  mapping?: string[]
  overwrite?: OverwriteRule
  fresh?: true
  dryRun?: true
}

type Done = Pick<Output<'import.run'>, 'import'> & { alreadyImported?: boolean; rejects?: Output<'import.check'>['rejects'] }

/** Each file is an import of its own, and so is each file of a ZIP; the first that fails ends the command, and those before it stay. */
export const addImport = (program: Command, terminal: Terminal): Command =>
  program
    .command('import <workspace> <files...>')
    .description('import files; each is recognised by its content')
    .option('--as <format>', 'import as this format instead (see formats)')
    .option('--mapping <[name=]file>', 'JSON document that says how the columns are read; remembered for files with the same headers. With a name, that of one file in a ZIP (repeatable)', collected)
    .addOption(new Option('--overwrite <rule>', 'what a record does to the one of the same key').choices(overwriteRules))
    .option('--fresh', 'leave a mapping remembered for the same headers aside')
    .option('--set <key=value>', 'answer what a file cannot say itself, e.g. repo=acme/sdk or collected=2026-06-01 (repeatable)', readSetting)
    .option('--dry-run', 'count what would be new, changed, the same and rejected, and change nothing')
    .action(async (workspace: string, files: string[], options: Options) => {
      const done: Done[] = []
      const given: GivenMappings = await readMappings(options.mapping ?? [], terminal.folder)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        for (const file of files) {
          const input = {
            path: resolve(terminal.folder, file), settings: options.set ?? {}, jobId: randomUUID(), ...(options.fresh ? { remembered: false } : {}),
            ...(options.as === undefined ? {} : { format: options.as }), ...given, ...(options.overwrite === undefined ? {} : { overwrite: options.overwrite }),
          }
          try {
            const { others = [], ...first }: Done & { others?: Done[] | undefined } = options.dryRun ? await client.call('import.check', input, call) : await client.call('import.run', input, call)
            done.push(first, ...others)
          } catch (thrown) {
            if (!options.dryRun) noteStanding(terminal, done, files.length)
            // What stands is told even so: the document names the file that failed.
            if (options.json && done.length > 0) printResult(terminal, options, { ...document(done, options), failed: { file, message: thrown instanceof Error ? thrown.message : String(thrown) } }, () => '')
            throw thrown
          }
        }
      })
      printResult(terminal, options, document(done, options), () => words(done, options))
    })

function readSetting(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined || value === undefined) throw new InvalidArgumentError('Write key=value.')
  return { ...earlier, [key]: value }
}

/** A file that was only checked has no number of an import. */
const document = (done: readonly Done[], { dryRun }: Options): object =>
  dryRun ? { checked: done.map(({ import: { importId: _importId, ...record }, ...rest }) => ({ ...record, ...rest })) } : { imports: done.map(({ import: record, ...rest }) => ({ ...record, ...rest })) }

function noteStanding(terminal: Terminal, done: readonly Done[], files: number): void {
  if (files > 1 && done.length > 0) terminal.note(`Imported before the failure: ${done.map(({ import: record }) => `${record.fileName} (${record.importId})`).join(', ')}.\n`)
}

function words(done: readonly Done[], { dryRun }: Options): string {
  const table = alignedTable(
    ['Import', 'File', 'Format', 'Records', 'Taken', 'New', 'Changed', 'Same', 'Rejected', 'Duplicates', 'Ignored', ''],
    done.map(({ import: { importId, fileName, formatLabel, rows, records }, alreadyImported }) => [
      dryRun ? null : importId, fileName, formatLabel, rows.total, rows.taken, records?.new, records?.changed, records?.same, rows.rejected, rows.duplicates, rows.ignored,
      [...(alreadyImported ? ['imported before'] : []), ...(rows.erased === undefined ? [] : [`${rows.erased} erased`])].join(', '),
    ]),
  )
  const warnings = done.flatMap(({ import: { fileName, warnings: all, times } }) => {
    const exactness = timesSentence(times)
    return (exactness === null ? all : [...all, exactness]).map((said) => `${fileName}: ${said}\n`)
  })
  const rejects = done.flatMap(({ import: { fileName }, rejects: all = [] }) => all.map(({ row, line, reason }) => `${fileName}, ${line === null ? `record ${row}` : `line ${line}`}: ${reason}\n`))
  return table + warnings.join('') + rejects.join('') + (dryRun ? 'Nothing was changed.\n' : '')
}
