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
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends JsonOption {
  of?: number
  out?: string
  load?: string
  forget?: string
}

const document = z.strictObject({ mappings: z.array(rememberedMapping) })

export const addMappings = (program: Command, terminal: Terminal): Command =>
  program
    .command('mappings <workspace>')
    .description('list, export, load and forget the mappings remembered by the headers of files')
    .option('--of <importId>', 'the mapping of one import instead', readWhole)
    .option('--out <file>', 'write the JSON document to a file')
    .option('--load <file>', 'remember the mappings of such a document')
    .option('--forget <signature>', 'forget the one whose signature begins so')
    .action(async (workspace: string, options: Options) => {
      const loading = options.load === undefined ? [] : await readDocument(resolve(terminal.folder, options.load))
      const found = await withWorkspace(terminal, workspace, async (engaged) => {
        const { client, options: call } = engaged
        for (const { signature, mapping, fileName } of loading) await client.call('mapping.remember', { signature, mapping, fileName }, call)
        if (options.forget !== undefined) await forget(engaged, options.forget)
        return options.of === undefined ? { mappings: await client.call('mapping.list', {}, call) } : client.call('import.mapping', { importId: options.of }, call)
      })
      if (options.out !== undefined) await writeFile(resolve(terminal.folder, options.out), `${JSON.stringify(found, null, 2)}\n`)
      printResult(terminal, options, found, () => {
        if (options.out !== undefined) return `Wrote ${options.out}.\n`
        if (!('mappings' in found)) return `${JSON.stringify(found, null, 2)}\n`
        if (found.mappings.length === 0) return 'No mapping is remembered yet.\n'
        return alignedTable(['Signature', 'File', 'Format', 'Key', 'Overwrite', 'Saved'], found.mappings.map(({ signature, fileName, mapping, savedAt }) => [signature.slice(0, 12), fileName, mapping.format, mapping.key.join(', '), mapping.overwrite, savedAt.slice(0, 10)]))
      })
    })

/** Throws `UsageError` where the beginning of a signature says which mapping is meant of none or of several. */
async function forget({ client, options: call }: Engaged, beginning: string): Promise<void> {
  const meant = (await client.call('mapping.list', {}, call)).filter(({ signature }) => signature.startsWith(beginning.toLowerCase()))
  const [found] = meant
  if (beginning === '' || !found || meant.length > 1) throw new UsageError(`${meant.length === 0 ? 'No' : 'More than one'} remembered mapping has a signature that begins with “${beginning}”. List them with: bandstand mappings <workspace>`)
  await client.call('mapping.forget', { signature: found.signature }, call)
}

async function readDocument(path: string): Promise<z.infer<typeof document>['mappings']> {
  const parsed = document.safeParse(await readJson(path))
  if (!parsed.success) throw new UsageError(`${path} holds no remembered mappings. Those are written by: bandstand mappings <workspace> --out f.json. A single mapping (--of) is used by: bandstand import <workspace> <file> --mapping f.json`)
  return parsed.data.mappings
}
