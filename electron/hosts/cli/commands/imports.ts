import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { csvText } from '../csv.ts'
import { readCount, readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  diff?: number
  limit: number
  offset: number
  out?: string
}

export const addImports = (program: Command, terminal: Terminal): Command =>
  program
    .command('imports <workspace>')
    .description('list what was imported, or what one import changed')
    .option('--diff <importId>', 'what this import changed, column by column', readWhole)
    .option('--limit <n>', 'changes shown', readCount, 200)
    .option('--offset <n>', 'changes skipped', readWhole, 0)
    .option('--out <file>', 'write all changes to a .csv file')
    .action(async (workspace: string, options: Options) => {
      if (options.diff !== undefined) return printDiff(terminal, workspace, { ...options, diff: options.diff })
      if (options.out !== undefined) throw new UsageError('--out writes the changes of one import: name it with --diff <importId>.')
      const imports = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('import.list', {}, call))
      printResult(terminal, options, { imports }, () =>
        imports.length === 0
          ? 'Nothing was imported yet.\n'
          : alignedTable(
              ['Import', 'File', 'Format', 'Records', 'Taken', 'New', 'Changed', 'Same', 'Rejected', 'Fixed', 'From', 'To', 'Imported'],
              imports.map(({ importId, fileName, formatLabel, rows, records, fixed, periodFrom, periodTo, importedAt }) => [
                importId, fileName, formatLabel, rows.total, rows.taken, records?.new, records?.changed, records?.same, rows.rejected, fixed, day(periodFrom), day(periodTo), day(importedAt),
              ]),
            ),
      )
    })

const day = (instant: string | null): string | null => instant?.slice(0, 10) ?? null

type Change = Output<'import.changes'>['changes'][number]

const headers = ['Record', 'Name', 'Kind', 'Column', 'Before', 'After', 'Row']
const cells = ({ recordId, name, kind, column, before, after, row }: Change) => [recordId, name, kind, column, before, after, row]

async function printDiff(terminal: Terminal, workspace: string, options: Options & { diff: number }): Promise<void> {
  const { diff: importId, limit, offset, out } = options
  if (out !== undefined && !out.toLowerCase().endsWith('.csv')) throw new UsageError(`--out ends in .csv: ${out}`)
  const { changes, total } = await withWorkspace(terminal, workspace, (engaged) =>
    out === undefined ? engaged.client.call('import.changes', { importId, limit: Math.max(1, limit), offset }, engaged.options) : allChanges(engaged, importId))
  if (out !== undefined) await writeFile(resolve(terminal.folder, out), csvText(headers, changes.map(cells)))
  printResult(terminal, options, out === undefined ? { importId, total, changes } : { importId, total, path: resolve(terminal.folder, out) }, () => {
    if (out !== undefined) return `Wrote ${total} ${total === 1 ? 'change' : 'changes'} to ${out}.\n`
    if (total === 0) return 'The import changed no record.\n'
    return alignedTable(headers, changes.map(cells)) + (total > offset + changes.length ? `${changes.length} of ${total} changes; go on with --offset ${offset + changes.length}.\n` : '')
  })
}

const pageSize = 10_000

async function allChanges({ client, options: call }: Engaged, importId: number): Promise<Output<'import.changes'>> {
  const changes: Change[] = []
  for (;;) {
    const page = await client.call('import.changes', { importId, offset: changes.length, limit: pageSize }, call)
    changes.push(...page.changes)
    if (page.changes.length === 0 || changes.length >= page.total) return { changes, total: page.total }
  }
}
