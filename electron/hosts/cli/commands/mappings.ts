import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import * as z from 'zod'
import { rememberedMapping } from '../../../../shared/contract-import.ts'
import { readJson } from '../mapping-file.ts'
import { readWhole, type JsonOption } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  of?: number
  out?: string
  load?: string
}

const document = z.strictObject({ mappings: z.array(rememberedMapping) })

export const addMappings = (program: Command, terminal: Terminal): Command =>
  program
    .command('mappings <workspace>')
    .description('list, export and load the mappings remembered by the headers of files')
    .option('--of <importId>', 'the mapping of one import instead', readWhole)
    .option('--out <file>', 'write the JSON document to a file')
    .option('--load <file>', 'remember the mappings of such a document')
    .action(async (workspace: string, options: Options) => {
      const loading = options.load === undefined ? [] : await readDocument(resolve(terminal.folder, options.load))
      const found = await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        for (const { signature, mapping, fileName } of loading) await client.call('mapping.remember', { signature, mapping, fileName }, call)
        return options.of === undefined ? { mappings: await client.call('mapping.list', {}, call) } : client.call('import.mapping', { importId: options.of }, call)
      })
      if (options.out !== undefined) await writeFile(resolve(terminal.folder, options.out), `${JSON.stringify(found, null, 2)}\n`)
      printResult(terminal, options, found, () => {
        if (options.out !== undefined) return `Wrote ${options.out}.\n`
        if (!('mappings' in found)) return `${JSON.stringify(found, null, 2)}\n`
        if (found.mappings.length === 0) return 'No mapping is remembered yet.\n'
        return alignedTable(['File', 'Format', 'Key', 'Overwrite', 'Saved'], found.mappings.map(({ fileName, mapping, savedAt }) => [fileName, mapping.format, mapping.key.join(', '), mapping.overwrite, savedAt.slice(0, 10)]))
      })
    })

async function readDocument(path: string): Promise<z.infer<typeof document>['mappings']> {
  const parsed = document.safeParse(await readJson(path))
  if (!parsed.success) throw new UsageError(`${path} holds no remembered mappings. Export some with: bandstand mappings <workspace> --out f.json`)
  return parsed.data.mappings
}
