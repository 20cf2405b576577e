import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { crms, type Crm, type WriteBack, type WrittenBack } from '../../../../shared/contract-write-back.ts'
import { countWords } from '../figures.ts'
import { personalWords } from '../hand-over-words.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { type Terminal, UsageError } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  crm: Crm
  out?: string
  changedOnly?: true
  check?: true
}

export const addWriteBack = (program: Command, terminal: Terminal): Command =>
  program
    .command('write-back <workspace>')
    .description('write import files for a CRM: score, band, lifecycle stage and dates of what it has, by record id, and the companies that are missing from it, by domain; nobody of the user database')
    .addOption(new Option('--crm <crm>', 'hubspot: import files and properties; salesforce: Data Loader files, mappings and fields').choices(crms).makeOptionMandatory())
    .option('--out <folder>', 'where to write them; made where it is not there')
    .option('--changed-only', 'only records of which something differs from what the CRM was last told')
    .option('--check', 'say what the files would hold, and write nothing')
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const { out, check } = options
      if (!check && out === undefined) throw new UsageError('Say where to write the files: --out FOLDER; or --check writes nothing.')
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const request = { ...runInput(options), crm: options.crm, changedOnly: options.changedOnly ?? false }
        if (check || out === undefined) {
          const preview = await client.call('writeBack.preview', request, call)
          printResult(terminal, options, preview, () => words(preview, null))
          return
        }
        const folder = resolve(terminal.folder, out)
        const written = await client.call('writeBack.write', { ...request, folder }, call)
        printResult(terminal, options, written, () => words(written, folder))
      })
    })

function words({ crm, asOf, files, leftOut }: WriteBack | WrittenBack, folder: string | null): string {
  const table = alignedTable(
    ['File', 'Rows', 'Held back', 'Unchanged', 'Personal data', 'What'],
    files.map(({ name, kind, rows, withheld, unchanged, personal, about }) =>
      kind === 'definition' ? [name, null, null, null, null, about] : [rows === 0 ? `${name} (not written: no rows)` : name, rows, withheld, unchanged, personalWords(personal), about]),
  )
  const aside = [
    [leftOut.otherIds, `accounts or contacts have a record id that is none of ${crm === 'hubspot' ? 'HubSpot' : 'Salesforce'}`],
    [leftOut.withoutDomain, 'missing companies have no domain to know them by'],
    [leftOut.withoutAccount, 'contacts belong to no account'],
  ] as const
  const left = aside.filter(([count]) => count > 0).map(([count, what]) => `Left out: ${countWords(count)} ${what}.\n`)
  return `${folder === null ? 'The files would hold' : `Wrote to ${folder}`}, as of ${asOf}:\n\n${table}${left.join('')}`
}
