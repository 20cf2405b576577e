import type { Command } from 'commander'
import type { SourceCapture } from '../../../../shared/contract-completeness.ts'
import { countWords, shareWords } from '../figures.ts'
import { asOfFlag, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  asOf?: string
}

export const addCompleteness = (program: Command, terminal: Terminal): Command =>
  program
    .command('completeness <workspace>')
    .description('what was captured of each source, and what is known to be missing')
    .option(...asOfFlag)
    .action(async (workspace: string, { asOf, ...options }: Options) => {
      const found = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('completeness.run', asOf === undefined ? {} : { asOf }, call))
      printResult(terminal, options, found, () => {
        const { sources, archiveHours: hours } = found
        const limits = [...new Set(sources.flatMap((each) => each.limits.map(({ words }) => words)))]
        const table = alignedTable(['Source', 'Target', 'Role', 'From', 'To', 'Events', 'Undated', 'Files', 'Gaps', 'Days in gaps'], sources.map(cells))
        const archive = hours ? `GH Archive, hour files from ${hours.from} to ${hours.to}: ${countWords(hours.present)} of ${countWords(hours.hours)} hours; ${countWords(hours.missing)} missing\n` : ''
        return `As of ${found.asOf}\n\n${table}${archive}${limits.length > 0 ? `\nKnown limits\n${limits.map((words) => `- ${words}\n`).join('')}` : ''}`
      })
    })

const cells = ({ source, scored, level, target, from, to, events, undatedShare, imports, gaps }: SourceCapture) => [
  scored ? source : `${source} (not scored)`,
  level === 'total' ? 'all' : (target?.name ?? null),
  target?.role ?? null,
  from?.slice(0, 10) ?? null, to?.slice(0, 10) ?? null, events, shareWords(undatedShare), imports, gaps.length, gaps.reduce((sum, { days }) => sum + days, 0),
]
