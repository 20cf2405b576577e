import type { Command } from 'commander'
import { jobTable, requestTable } from '../job-words.ts'
import { type JsonOption, readCount } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  requests?: true
  job?: string
  limit: number
}

export const addJobs = (program: Command, terminal: Terminal): Command =>
  program
    .command('jobs <workspace>')
    .description('list enrichment and verification jobs, or every request that left this machine')
    .option('--requests', 'list requests: when, to which host, what for, which fields, how much')
    .option('--job <jobId>', 'requests of this job only')
    .option('--limit <number>', 'at most so many requests, the newest', readCount, 100)
    .action(async (workspace: string, options: Options) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        if (options.requests || options.job !== undefined) {
          const found = await client.call('jobs.requests', { limit: options.limit, ...(options.job === undefined ? {} : { jobId: options.job }) }, call)
          printResult(terminal, options, found, () => (found.total === 0 ? 'Nothing was ever sent.\n' : requestTable(found)))
          return
        }
        const jobs = await client.call('jobs.list', {}, call)
        printResult(terminal, options, { jobs }, () => (jobs.length === 0 ? 'There are no jobs.\n' : jobTable(jobs)))
      })
    })
