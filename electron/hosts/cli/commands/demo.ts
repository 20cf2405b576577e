import { mkdtemp, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../../../shared/errors.ts'
import { filesFolder, workspacePath } from '../../../engine/db/workspace.ts'
import { analysisWords } from '../analysis-words.ts'
import { countWords } from '../figures.ts'
import type { JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import type { Terminal } from '../terminal.ts'
import { withClient } from '../with-client.ts'

interface Options extends JsonOption {
  keep?: string
}

/** Makes the sample organisation beside where it is kept, so that keeping it is a rename. */
export const addDemo = (program: Command, terminal: Terminal): Command =>
  program
    .command('demo')
    .description('run the main job on the synthetic sample organisation')
    .option('--keep <workspace>', 'keep the workspace under this name')
    .action(async (options: Options) => {
      const kept = options.keep === undefined ? null : workspacePath(resolve(terminal.folder, options.keep))
      if (kept !== null && existsSync(kept)) throw new AppError('workspace_exists', `${kept} exists already. Choose another name.`)
      const folder = await mkdtemp(join(kept === null ? tmpdir() : dirname(kept), '.bandstand-demo-'))
      try {
        const started = performance.now()
        const made = await run(terminal, folder)
        if (kept !== null) {
          await rename(filesFolder(made.path), filesFolder(kept))
          await rename(made.path, kept)
        }
        const seconds = (performance.now() - started) / 1000
        const { organisation, imports, analysis } = made
        printResult(
          terminal, options, { organisation, workspace: kept, imports, seconds, ...analysis }, () =>
            `${organisation}\n` +
            `${countWords(imports.length)} files, ${countWords(imports.reduce((sum, { rows }) => sum + rows.taken, 0))} records, ${seconds.toFixed(1)} s\n\n` +
            analysisWords(analysis) +
            (kept === null ? '' : `\nKept as ${kept}\n`),
        )
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

// Its own data directory: the workspaces a person opened last are not to name a sample that is gone.
const run = (terminal: Terminal, folder: string) =>
  withClient({ ...terminal, dataDirectory: () => Promise.resolve(folder) }, async ({ client, options: call }) => {
    terminal.note('Making the sample organisation and importing its files …\n')
    const { path, organisation } = await client.call('workspace.createSample', { directory: folder }, call)
    const imports = await client.call('import.list', {}, call)
    terminal.note('Resolving people, companies and accounts …\n')
    await client.call('resolve.run', {}, call)
    terminal.note('Scoring and analysing …\n')
    const analysis = await client.call('analyse.run', {}, call)
    return { path, organisation, imports, analysis }
  })
