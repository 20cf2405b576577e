import type { Command } from 'commander'
import { jobWords } from '../job-words.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addCancel = (program: Command, terminal: Terminal): Command =>
  program
    .command('cancel <workspace> <jobId>')
    .description('give up a job that was paused or interrupted; what it was answered is kept')
    .action(async (workspace: string, jobId: string, options: JsonOption) => {
      const job = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('jobs.cancel', { jobId }, call))
      printResult(terminal, options, { job }, () => jobWords(job))
    })
