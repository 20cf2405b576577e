import type { Command } from 'commander'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addImports = (program: Command, terminal: Terminal): Command =>
  program
    .command('imports <workspace>')
    .description('list what was imported')
    .action(async (workspace: string, options: JsonOption) => {
      const imports = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('import.list', {}, call))
      printResult(terminal, options, { imports }, () =>
        imports.length === 0
          ? 'Nothing was imported yet.\n'
          : alignedTable(
              ['Import', 'File', 'Format', 'Records', 'Taken', 'Rejected', 'From', 'To', 'Imported'],
              imports.map(({ importId, fileName, formatLabel, rows, periodFrom, periodTo, importedAt }) => [
                importId, fileName, formatLabel, rows.total, rows.taken, rows.rejected, day(periodFrom), day(periodTo), day(importedAt),
              ]),
            ),
      )
    })

const day = (instant: string | null): string | null => instant?.slice(0, 10) ?? null
