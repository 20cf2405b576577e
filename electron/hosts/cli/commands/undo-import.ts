import type { Command } from 'commander'
import { readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addUndoImport = (program: Command, terminal: Terminal): Command =>
  program
    .command('undo-import <workspace>')
    .description('remove everything an import brought')
    .argument('<importId>', 'number of the import (see imports)', readWhole)
    .action(async (workspace: string, importId: number, options: JsonOption) => {
      const undone = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('import.undo', { importId }, call))
      printResult(terminal, options, undone, () => `Undone: import ${undone.import.importId} of ${undone.import.fileName}.\n`)
    })
