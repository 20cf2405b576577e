import type { Command } from 'commander'
import { readWhole } from '../options.ts'
import { type JobOptions, printJob, readMoney } from '../run-job.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

/** What was confirmed when the job was started still holds: the same hosts, the same fields. */
export const addResume = (program: Command, terminal: Terminal): Command =>
  program
    .command('resume <workspace> [jobId]')
    .description('go on with a job that was paused, interrupted or cancelled, or try its failed items again; the latest one without an id')
    .option('--budget <usd>', 'new limit of what may be spent', readMoney)
    .option('--max-requests <number>', 'new limit of requests', readWhole)
    .action(async (workspace: string, asked: string | undefined, options: JobOptions) => {
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const jobId = asked ?? (await client.call('jobs.list', {}, call)).find(({ items }) => items.done < items.total)?.jobId
        if (jobId === undefined) throw new UsageError('There is no job with anything left to do.')
        await client.call('jobs.resume', {
          jobId,
          ...(options.budget === undefined ? {} : { moneyLimit: options.budget }),
          ...(options.maxRequests === undefined ? {} : { requestLimit: options.maxRequests }),
        }, call)
        printJob(terminal, options, await client.call('jobs.wait', { jobId }, call))
      })
    })
