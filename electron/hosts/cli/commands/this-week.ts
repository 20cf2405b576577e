import type { Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { countWords } from '../figures.ts'
import { asOfFlag, policyFlag, readCount, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  limit: number
}

export const addThisWeek = (program: Command, terminal: Terminal): Command =>
  program
    .command('this-week <workspace>')
    .description('accounts and companies to look at now: in their outreach window, or newly in Surge, each with the reason')
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--limit <rows>', 'most rows to print', readCount, 500)
    .action(async (workspace: string, options: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('lifecycle.thisWeek', { ...runInput(options), limit: options.limit }, call))
      printResult(terminal, options, found, () => words(found))
    })

function words({ asOf, policy, days, moments, found, outreach }: Output<'lifecycle.thisWeek'>): string {
  const head = `As of ${asOf}, policy ${policy}: ${countWords(outreach)} in their outreach window (first Surge within ${days} days, no open opportunity), ${countWords(found - outreach)} newly in Surge besides.\n`
  if (moments.length === 0) return head
  const rows = moments.map(({ name, funnelStage, lifecycle, band, score, sentence }) => [name, funnelStage ?? 'not in the CRM', lifecycle.outreachWindow ? 'yes' : 'no', lifecycle.stage, band, score, sentence])
  const rest = found > moments.length ? `${countWords(found - moments.length)} more; --limit shows them.\n` : ''
  return `${head}\n${alignedTable(['Account or company', 'Funnel', 'Outreach', 'Lifecycle', 'Band', 'Score', 'Why'], rows)}${rest}`
}
