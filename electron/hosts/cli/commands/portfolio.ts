import { resolve } from 'node:path'
import type { Command } from 'commander'
import { asOfFlag, policyFlag, runInput, type RunOptions } from '../options.ts'
import { portfolioWords } from '../portfolio-words.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withClient } from '../with-client.ts'

interface Options extends RunOptions {
  pseudonymous?: true
}

export const addPortfolio = (program: Command, terminal: Terminal): Command =>
  program
    .command('portfolio <workspaces...>')
    .description('several organisations side by side, and their lift pooled; the workspaces are only read')
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--pseudonymous', 'letters instead of the names and paths of organisations')
    .action(async (workspaces: string[], options: Options) => {
      const paths = workspaces.map((path) => resolve(terminal.folder, path))
      const portfolio = await withClient(terminal, ({ client, options: call }) => client.call('portfolio.run', { ...runInput(options), paths, pseudonymous: options.pseudonymous ?? false }, call))
      printResult(terminal, options, portfolio, () => portfolioWords(portfolio))
    })
