import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { blindQueue } from '../../../../shared/contract-quality.ts'
import type { Condition } from '../../../../shared/contract-grid.ts'
import { itemKinds, type ItemKind } from '../../../../shared/decision.ts'
import { queueConditions, queueNames, type QueueName } from '../../../../shared/review-queues.ts'
import { countWords } from '../figures.ts'
import { readCount, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { appliedWords, checkedWords } from '../review-words.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace, type Engaged } from '../with-client.ts'

interface Options extends JsonOption {
  queue: QueueName | typeof blindQueue
  kind?: ItemKind
  provider?: string
  account?: string
  search: string
  limit?: number
  out?: string
  apply?: string
  check?: true
  reviewer?: string
  conflicts: 'skip' | 'overwrite'
}

export const addReview = (program: Command, terminal: Terminal): Command =>
  program
    .command('review <workspace>')
    .description('count what waits for a person; write a queue as a sheet for a colleague, and apply it once it is filled in')
    .addOption(new Option('--queue <queue>', 'which items').choices([...queueNames, blindQueue]).default('uncertain'))
    .addOption(new Option('--kind <kind>', 'only these').choices(itemKinds))
    .option('--provider <name>', 'only claims of this provider')
    .option('--account <record>', 'only what concerns this account')
    .option('--search <text>', 'only what contains it', '')
    .option('--limit <n>', 'only the first ones', readCount)
    .option('--out <file>', 'write them to a sheet: .csv or .xlsx')
    .option('--apply <file>', 'record the answers of a filled sheet')
    .option('--check', 'with --apply: say what it would record and what stands against it, and record nothing')
    .option('--reviewer <name>', 'with --apply: whose answers they are; default: the reviewer of the workspace, else your user name')
    .addOption(new Option('--conflicts <what>', 'with --apply: what was decided or changed since the sheet was written').choices(['skip', 'overwrite']).default('skip'))
    .action(async (workspace: string, options: Options) => {
      if (options.out !== undefined && options.apply !== undefined) throw new UsageError('Choose --out or --apply.')
      if (options.apply === undefined && (options.check || options.reviewer !== undefined)) throw new UsageError('--check and --reviewer belong to --apply.')
      await withWorkspace(terminal, workspace, (engaged) => (options.apply !== undefined ? applySheet(terminal, options, engaged) : options.out !== undefined ? writeSheet(terminal, options, engaged) : countQueues(terminal, options, engaged)))
    })

async function applySheet(terminal: Terminal, options: Options, { client, options: call }: Engaged): Promise<void> {
  const input = { path: resolve(terminal.folder, options.apply ?? ''), ...(options.reviewer === undefined ? {} : { reviewer: options.reviewer }) }
  if (options.check) {
    const checked = await client.call('review.check', input, call)
    printResult(terminal, options, checked, () => checkedWords(checked))
  } else {
    const applied = await client.call('review.apply', { ...input, conflicts: options.conflicts }, call)
    printResult(terminal, options, applied, () => appliedWords(applied))
  }
}

async function writeSheet(terminal: Terminal, options: Options, { client, options: call }: Engaged): Promise<void> {
  const path = resolve(terminal.folder, options.out ?? '')
  const made = await client.call('review.export', { ...queryOf(options), queue: options.queue, path, ...(options.limit === undefined ? {} : { limit: options.limit }) }, call)
  printResult(terminal, options, { path: made.path, rows: made.rows }, () => `Wrote ${countWords(made.rows)} items to ${made.path}. Fill in “Your answer” (correct, incorrect or unsure) and come back with --apply.\n`)
}

async function countQueues(terminal: Terminal, options: Options, { client, options: call }: Engaged): Promise<void> {
  const counts: { queue: string; items: number }[] = []
  for (const queue of [...queueNames, blindQueue] as const) {
    const { gridId, totalRows } = await client.call('grid.open', { ...queryOf({ ...options, queue }), columns: ['item_key'] }, call)
    await client.call('grid.close', { gridId }, call)
    counts.push({ queue, items: totalRows })
  }
  printResult(terminal, options, { queues: counts }, () => alignedTable(['Queue', 'Items'], counts.map(({ queue, items }) => [queue, items])))
}

/** The items of a queue as grids and sheets ask for them. */
function queryOf({ queue, kind, provider, account, search }: Options): { dataset: 'review_items' | 'blind_reviews'; filter: Condition[]; search: string } {
  const isBlind = queue === blindQueue
  if (isBlind && (provider !== undefined || account !== undefined)) throw new UsageError('The blind sample tells neither provider nor account. Draw one of claims with quality --draw … --kind claim.')
  const equals = (column: string, value: string | undefined): Condition[] => (value === undefined ? [] : [{ column, operator: 'equals', values: [value] }])
  return {
    dataset: isBlind ? 'blind_reviews' : 'review_items',
    filter: [...(isBlind ? [] : queueConditions[queue]), ...equals('kind', kind), ...equals('provider', provider), ...equals('account_record_id', account)],
    search,
  }
}
