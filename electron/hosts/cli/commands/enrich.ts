import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { collected, readCount, readWhole } from '../options.ts'
import { consentOf, type JobOptions, pairs, prices, printJob, printPlan, readConcurrency, readMoney, readShare } from '../run-job.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JobOptions {
  provider: string[]
  all?: true
  people: 'unresolved' | 'all'
  stopAt: number
  limit?: number
  described?: string[]
  endpoint?: Record<string, string>
  price?: Record<string, number>
  clayTable: string
}

/** Without `--confirm` it says what would be sent and what it would cost, and sends nothing. */
export const addEnrich = (program: Command, terminal: Terminal): Command =>
  program
    .command('enrich <workspace>')
    .description('ask providers about people; says the cost first and sends nothing until every host is confirmed')
    .requiredOption('--provider <name>', 'whom to ask, in this order: github, pdl, apollo, hunter, clay (the webhook of a table) or one described in a file (repeatable)', collected)
    .option('--all', 'ask every provider instead of stopping at the first that names an employer')
    .option('--stop-at <confidence>', 'confidence an answer needs for the next provider not to be asked', readShare, 0)
    .addOption(new Option('--people <which>', 'whom to ask about').choices(['unresolved', 'all']).default('unresolved'))
    .option('--limit <number>', 'at most so many people', readCount)
    .option('--described <file>', 'a further provider, described by a JSON file (repeatable)', collected)
    .option('--endpoint <name=url>', 'another address for a provider, e.g. a gateway (repeatable)', pairs)
    .option('--price <name=usd>', 'what one person found costs there by your contract (repeatable)', prices)
    .option('--clay-table <name>', 'a name for a further Clay table, which gets everyone again', '')
    .option('--confirm <host>', 'allow this job to send to this host (repeatable)', collected)
    .option('--budget <usd>', 'stop before more than this is spent', readMoney)
    .option('--max-requests <number>', 'stop after so many requests', readWhole)
    .option('--concurrency <number>', 'at most so many requests at once', readConcurrency, 16)
    .action(async (workspace: string, options: Options) => {
      const settings = {
        providers: options.provider,
        mode: options.all ? ('all' as const) : ('waterfall' as const),
        stopAt: options.stopAt,
        people: options.people,
        limit: options.limit ?? null,
        endpoints: options.endpoint ?? {},
        prices: options.price ?? {},
        clayTable: options.clayTable,
        described: await Promise.all((options.described ?? []).map((file) => readDescription(resolve(terminal.folder, file)))),
      }
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (!options.confirm) {
          printPlan(terminal, options, await client.call('enrich.plan', settings, call))
          return
        }
        const { jobId } = await client.call('enrich.start', { settings, consent: consentOf(options) }, call)
        printJob(terminal, options, await client.call('jobs.wait', { jobId }, call))
      })
    })

const readDescription = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read.`, { cause })
  })
