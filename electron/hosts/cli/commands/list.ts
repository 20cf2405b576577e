import { resolve } from 'node:path'
import { Argument, Option, type Command } from 'commander'
import type { Input } from '../../../../shared/contract.ts'
import { audiences, type Audience } from '../../../../shared/contract-hand-over.ts'
import { targetListNames, type TargetListName } from '../../../../shared/contract-target-lists.ts'
import { formatOf, writtenWords } from '../hand-over-words.ts'
import { changesWords, listWords, snapshotWords, snapshotsTable } from '../list-words.ts'
import { asOfFlag, policyFlag, readCount, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import { type Terminal, UsageError } from '../terminal.ts'
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends RunOptions, SegmentOptions {
  limit: number
  snapshot?: string
  freeze?: string
  changes?: string | true
  snapshots?: true
  out?: string
  audience?: Audience
  pseudonymised?: true
  check?: true
}

export const addList = (program: Command, terminal: Terminal): Command =>
  program
    .command('list <workspace>')
    .addArgument(new Argument('<list>', 'which list').choices(targetListNames))
    .description('whom to work on, each with the reason: missing from the CRM, open opportunities by trend, outreach window, or champions of accounts; kept, compared and written for others')
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--limit <rows>', 'most rows to print', readCount, 500)
    .option('--freeze <name>', 'keep the list as it stands under a name; it is never made again')
    .option('--snapshots', 'the snapshots that were kept of this list')
    .option('--snapshot <name>', 'the list as it was frozen')
    .option('--changes [name]', 'who came, went or moved since a snapshot, by its policy and filter; default: the newest')
    .option('--out <file>', 'write it for others: .csv, .tsv, .xlsx or .json')
    .addOption(new Option('--audience <audience>', 'whom the file is for; for sales it holds nobody of the user database').choices(audiences))
    .option('--pseudonymised', 'letters instead of names and addresses in the file')
    .option('--check', 'say how many rows and which personal data the file would hold, and write nothing')
    .action(async (workspace: string, list: TargetListName, options: Options) => {
      assertOneTask(options)
      await withWorkspace(terminal, workspace, (engaged) => work(terminal, engaged, { list, options }))
    })

function assertOneTask({ freeze, changes, snapshots, snapshot, out, audience, filter, knownOnly, pseudonymised, check }: Options): void {
  const tasks = Object.entries({ freeze, changes, snapshots, out }).flatMap(([name, given]) => (given === undefined ? [] : [`--${name}`]))
  if (tasks.length > 1) throw new UsageError(`Do one at a time: ${tasks.join(' or ')}.`)
  const isFrozen = snapshot !== undefined || changes !== undefined
  if (isFrozen && (filter !== undefined || knownOnly)) throw new UsageError('A snapshot has its own filter; leave out --filter and --known-only.')
  if (snapshot !== undefined && tasks.some((task) => task !== '--out')) throw new UsageError(`--snapshot goes with --out or alone, not with ${tasks.join(' or ')}.`)
  if (out === undefined && (audience ?? pseudonymised ?? check) !== undefined) throw new UsageError('--audience, --pseudonymised and --check say how a file is written; give --out too.')
  if (out !== undefined && audience === undefined) throw new UsageError(`Say whom the file is for: --audience ${audiences.join('|')}.`)
}

async function work(terminal: Terminal, { client, options: call }: Engaged, { list, options }: { list: TargetListName; options: Options }): Promise<void> {
  const { freeze, changes, snapshots, snapshot, out, audience, limit, check } = options
  const made = { ...runInput(options), ...segmentInput(options), list }
  const selection = { ...made, ...(snapshot === undefined ? {} : { snapshot }) }
  if (snapshots) {
    const kept = await client.call('targetLists.snapshots', { list }, call)
    printResult(terminal, options, kept, () => snapshotsTable(kept.snapshots))
  } else if (freeze !== undefined) {
    const kept = await client.call('targetLists.freeze', { ...made, name: freeze }, call)
    printResult(terminal, options, kept, () => snapshotWords(kept))
  } else if (changes !== undefined) {
    const { asOf } = made
    const found = await client.call('targetLists.changes', { list, ...(changes === true ? {} : { name: changes }), ...(asOf === undefined ? {} : { asOf }) }, call)
    printResult(terminal, options, found, () => changesWords(found))
  } else if (out !== undefined && audience !== undefined) {
    const asked: Input<'targetLists.preview'> = { ...selection, audience, pseudonymised: options.pseudonymised ?? false }
    const format = formatOf(out)
    if (check) {
      const preview = await client.call('targetLists.preview', asked, call)
      printResult(terminal, options, preview, () => writtenWords(preview, null))
      return
    }
    const written = await client.call('targetLists.export', { ...asked, format, path: resolve(terminal.folder, out) }, call)
    printResult(terminal, options, written, () => writtenWords(written, written.path))
  } else {
    const found = await client.call('targetLists.read', { ...selection, limit }, call)
    printResult(terminal, options, found, () => listWords(found))
  }
}
