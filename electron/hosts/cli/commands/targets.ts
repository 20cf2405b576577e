import { Option, type Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { targetRoles } from '../../../../shared/model.ts'
import { countWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

type Listed = Output<'targets.list'>

interface Options extends JsonOption {
  role?: Listed['targets'][number]['role']
  search: string
}

export const addTargets = (program: Command, terminal: Terminal): Command =>
  program
    .command('targets <workspace>')
    .description('list repositories, packages and sites that imports name, and whose they are')
    .addOption(new Option('--role <role>', 'only these').choices([...targetRoles]))
    .option('--search <text>', 'only names that contain it', '')
    .action(async (workspace: string, options: Options) => {
      const listed = await withWorkspace(terminal, workspace, ({ client, options: call }) =>
        client.call('targets.list', { search: options.search, limit: 1000, ...(options.role === undefined ? {} : { role: options.role }) }, call),
      )
      printResult(terminal, options, listed, () => (listed.found === 0 ? 'No target was found.\n' : words(listed)))
    })

const words = ({ targets, found }: Listed): string =>
  alignedTable(['Target', 'Kind', 'Role', 'Events', 'Last'], targets.map(({ name, kind, role, events, lastAt }) => [name, kind, role, events, lastAt?.slice(0, 10) ?? null])) +
  (found > targets.length ? `and ${countWords(found - targets.length)} more; narrow them with --search\n` : '')
