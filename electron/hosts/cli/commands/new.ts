import { resolve } from 'node:path'
import type { Command } from 'commander'
import { collected, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { type Terminal, UsageError } from '../terminal.ts'
import { withClient } from '../with-client.ts'

interface Options extends JsonOption {
  organisation?: string
  ownRepo?: string[]
  competitorRepo?: string[]
  ownPackage?: string[]
}

export const addNew = (program: Command, terminal: Terminal): Command =>
  program
    .command('new <workspace>')
    .description('create a workspace file for one organisation')
    .option('--organisation <name>', 'name of the organisation')
    .option('--own-repo <owner/name>', 'a repository of the organisation (repeatable)', collected)
    .option('--competitor-repo <owner/name>', 'a repository of a competitor (repeatable)', collected)
    .option('--own-package <name>', 'a package of the organisation (repeatable)', collected)
    .action(async (workspace: string, options: Options) => {
      const { organisation = '', ownRepo = [], competitorRepo = [], ownPackage = [] } = options
      if (workspace.trim() === '') throw new UsageError('Name the workspace: bandstand new acme')
      const path = resolve(terminal.folder, workspace)
      const status = await withClient(terminal, ({ client, options: call }) =>
        client.call('workspace.create', { path, organisation, ownRepos: ownRepo, competitorRepos: competitorRepo, ownPackages: ownPackage }, call),
      )
      printResult(terminal, options, status, () => `Created ${status.path} for ${status.organisation}.\n`)
    })
