import { Argument, Option, type Command } from 'commander'
import { targetRoles, type targetRole } from '../../../../shared/model.ts'
import type * as z from 'zod'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  role: z.infer<typeof targetRole>
  kind: 'repo' | 'package' | 'site'
}

export const addMark = (program: Command, terminal: Terminal): Command =>
  program
    .command('mark <workspace>')
    .description('say whose a repository (package, site) is')
    .addArgument(new Argument('<target>', 'for a repository owner/name'))
    .addOption(new Option('--role <role>', 'whose it is').choices([...targetRoles]).makeOptionMandatory())
    .addOption(new Option('--kind <kind>', 'what it is').choices(['repo', 'package', 'site']).default('repo'))
    .action(async (workspace: string, name: string, options: Options) => {
      const status = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('targets.mark', { kind: options.kind, name, role: options.role }, call),
      )
      printResult(terminal, options, { targets: status.targets }, () =>
        alignedTable(['Target', 'Kind', 'Role', 'Events'], status.targets.map((target) => [target.name, target.kind, target.role, target.events])),
      )
    })
