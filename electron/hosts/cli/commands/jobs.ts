import type { Command } from 'commander'
import { jobTable } from '../job-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addJobs = (program: Command, terminal: Terminal): Command =>
  program
    .command('jobs <workspace>')
    .description('list enrichment and verification jobs')
    .action(async (workspace: string, options: JsonOption) => {
      const jobs = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('jobs.list', {}, call))
      printResult(terminal, options, { jobs }, () => (jobs.length === 0 ? 'There are no jobs.\n' : jobTable(jobs)))
    })
