import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { companyLinkKinds, type CompanyLink, type CompanyLinkKind } from '../../../../shared/contract-links.ts'
import { countWords } from '../figures.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  add?: true
  kind?: CompanyLinkKind
  note?: string
  remove?: number
  import?: string
  search: string
}

export const addLinks = (program: Command, terminal: Terminal): Command =>
  program
    .command('links <workspace> [child] [parent]')
    .description('list, add, remove and import which companies were renamed, acquired, or belong to which')
    .option('--add', 'link the company <child> to <parent>, each a domain or a name')
    .addOption(new Option('--kind <kind>', 'what the parent is to it').choices([...companyLinkKinds]))
    .option('--note <text>', 'why, or since when')
    .option('--remove <linkId>', 'remove a link', readWhole)
    .option('--import <file>', 'add the links of a CSV file with the columns child, parent, kind, note: all or none')
    .option('--search <text>', 'only links that contain it', '')
    .action(async (workspace: string, child: string | undefined, parent: string | undefined, options: Options) => {
      check(options, child, parent)
      const text = options.import === undefined ? '' : await readText(resolve(terminal.folder, options.import))
      const { done, listed } = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        let said = ''
        if (options.add && child !== undefined && parent !== undefined && options.kind !== undefined) {
          const { linkId } = await client.call('links.add', { child, parent, kind: options.kind, note: options.note ?? null }, call)
          said = `Link ${linkId} was added.\n`
        }
        if (options.remove !== undefined) {
          const removed = await client.call('links.remove', { linkId: options.remove }, call)
          said = `Link ${options.remove} was removed: ${removed.child} ${linkWords[removed.kind]} ${removed.parent}.\n`
        }
        if (options.import !== undefined) {
          const { added, same } = await client.call('links.import', { text, fileName: basename(options.import) }, call)
          said = `${countWords(added)} ${added === 1 ? 'link was' : 'links were'} added, ${countWords(same)} ${same === 1 ? 'was' : 'were'} there already.\n`
        }
        return { done: said, listed: await client.call('links.list', { search: options.search, limit: 10_000 }, call) }
      })
      printResult(terminal, options, listed, () => done + (listed.found === 0 ? 'No link was found.\n' : table(listed.links)))
    })

function check({ add, kind, note, remove, import: file }: Options, child: string | undefined, parent: string | undefined): void {
  if ([add, remove, file].filter((given) => given !== undefined).length > 1) throw new UsageError('Give one of --add, --remove and --import.')
  if (add && (child === undefined || parent === undefined || kind === undefined))
    throw new UsageError(`Write both companies and the kind: links <workspace> --add old.dev beta.io --kind ${companyLinkKinds.join('|')}`)
  if (!add && (child !== undefined || kind !== undefined || note !== undefined)) throw new UsageError('Companies, --kind and --note belong to --add.')
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${path} is not UTF-8 text. Save it as CSV in UTF-8.`)
  }
}

const linkWords: Record<CompanyLinkKind, string> = { renamed: 'renamed to', acquired: 'acquired by', subsidiary: 'subsidiary of' }
const effectWords: Record<CompanyLink['effect'], string> = {
  counts: 'counts for', own_account: 'has an account of its own', no_account: 'leads to no account', decided: 'a person decided', off: 'subsidiaries are off', nobody: 'nobody known there',
  not_resolved: 'not resolved yet',
}

const table = (links: readonly CompanyLink[]): string =>
  alignedTable(
    ['Link', 'Company', '', 'Parent', 'People', 'Effect', 'Note'],
    links.map(({ linkId, child, kind, parent, people, effect, accounts, note }) => [
      linkId, child, linkWords[kind], parent, people, [effectWords[effect], ...(effect === 'counts' ? [accounts.map(({ name }) => name).join(', ')] : [])].join(' '), note,
    ]),
  )
