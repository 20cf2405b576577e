import type { Command } from 'commander'
import { analysisWords } from '../analysis-words.ts'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { filterFlag, knownOnlyFlag, segmentInput, type SegmentOptions } from '../segment-option.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

export const addAnalyse = (program: Command, terminal: Terminal): Command =>
  program
    .command('analyse <workspace>')
    .description('coverage, lift, bands and the hidden funnel by stage')
    .option(...filterFlag)
    .option(...knownOnlyFlag)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: RunOptions & SegmentOptions) => {
      const analysis = await withWorkspace(terminal, workspace, ({ client, options: call }) => client.call('analyse.run', { ...runInput(options), ...segmentInput(options) }, call))
      printResult(terminal, options, analysis, () => analysisWords(analysis))
    })
