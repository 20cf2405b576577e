import { Argument, type Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { targetListNames, type TargetListName } from '../../../../shared/contract-target-lists.ts'
import { countWords } from '../figures.ts'
import { asOfFlag, policyFlag, readWhole, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  limit: number
}

export const addList = (program: Command, terminal: Terminal): Command =>
  program
    .command('list <workspace>')
    .addArgument(new Argument('<list>', 'which list').choices(targetListNames))
    .description('whom to work on, each with the reason: missing from the CRM, open opportunities by trend, outreach window, or champions of accounts')
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--limit <rows>', 'most rows to print', readWhole, 500)
    .action(async (workspace: string, list: TargetListName, options: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('targetLists.read', { ...runInput(options), list, limit: options.limit }, call))
      printResult(terminal, options, found, () => words(found))
    })

const titles: Record<TargetListName, string> = {
  missing: 'active companies of the bands High and Medium without an account',
  'mid-funnel': 'accounts with an open opportunity, rising first',
  outreach: 'in their outreach window',
  champions: 'champions of accounts',
}

function words({ list, asOf, policy, entries, found }: Output<'targetLists.read'>): string {
  const head = `As of ${asOf}, policy ${policy}: ${countWords(found)} ${titles[list]}.\n`
  if (entries.length === 0) return head
  const isOfPeople = list === 'champions'
  const rows = entries.map(({ name, person, funnelStage, band, score, reason }) => [
    name, ...(isOfPeople ? [person?.label, person?.persona] : []), funnelStage ?? 'not in the CRM', band, score, reason,
  ])
  const rest = found > entries.length ? `${countWords(found - entries.length)} more; --limit shows them.\n` : ''
  return `${head}\n${alignedTable(['Account or company', ...(isOfPeople ? ['Person', 'Persona'] : []), 'Funnel', 'Band', 'Score', 'Why'], rows)}${rest}`
}
