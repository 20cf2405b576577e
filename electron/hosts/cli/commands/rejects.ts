import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { readCount, readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  import?: number
  limit: number
  out?: string
}

type Page = Output<'reject.rows'> & { importId: number }

export const addRejects = (program: Command, terminal: Terminal): Command =>
  program
    .command('rejects <workspace>')
    .description('list the rejects that are still open, or export those of one import to be corrected and imported again')
    .option('--import <importId>', 'of this import only', readWhole)
    .option('--limit <n>', 'rejects shown of each import', readCount, 100)
    .option('--out <file>', 'write the columns of the file and the reason to a .csv file; needs --import')
    .action(async (workspace: string, options: Options) => {
      const { out, import: importId } = options
      if (out === undefined) return list(terminal, workspace, options)
      if (importId === undefined) throw new UsageError('--out writes the rejects of one import: name it with --import <importId>.')
      const made = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('reject.export', { importId, path: resolve(terminal.folder, out) }, call))
      printResult(terminal, options, { importId, path: made.path, rows: made.rows }, () => made.rows === 0 ? `No reject of import ${importId} is open; ${made.path} holds the columns only.\n` : `Wrote ${made.rows} ${made.rows === 1 ? 'reject' : 'rejects'} to ${made.path}. Correct ${made.rows === 1 ? 'it' : 'them'} there and import the file.\n`)
    })

async function list(terminal: Terminal, workspace: string, options: Options): Promise<void> {
  const pages = await withWorkspace(terminal, workspace, (engaged) => readPages(engaged, options))
  printResult(terminal, options, { imports: pages.map(({ importId, fileName, total, rejects }) => ({ importId, fileName, total, rejects })) }, () =>
    pages.length === 0
      ? 'No reject is open.\n'
      : alignedTable(
          ['Import', 'File', 'Line', 'Column', 'Reason'],
          pages.flatMap(({ importId, fileName, rejects }) => rejects.map(({ line, column, reason }) => [importId, fileName, line, column, reason])),
        ) + pages.flatMap(({ importId, total, rejects }) => (total > rejects.length ? [`${rejects.length} of ${total} rejects of import ${importId}; --limit shows more, --out writes all.\n`] : [])).join(''),
  )
}

async function readPages({ client, options: call }: Engaged, { import: importId, limit }: Options): Promise<Page[]> {
  const imports = importId === undefined ? (await client.call('import.list', {}, call)).filter(({ rows }) => rows.rejected > 0).map((record) => record.importId) : [importId]
  const pages: Page[] = []
  for (const each of imports) {
    const page = await client.call('reject.rows', { importId: each, limit: Math.min(5000, Math.max(1, limit)) }, call)
    if (page.total > 0) pages.push({ ...page, importId: each })
  }
  return pages
}
