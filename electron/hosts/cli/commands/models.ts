import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ModelList } from '../../../../shared/contract-models.ts'
import { modelProblems, type ScoreModel, scoreModel } from '../../../../shared/score-model.ts'
import { previewWords } from '../model-words.ts'
import { asOfFlag, policyFlag, readWhole, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { alignedTable } from '../table.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { type Engaged, withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  save?: string
  name?: string
  note?: string
  author?: string
  inForce: boolean
  use?: number
  export?: number
  out?: string
  preview?: string
  against?: number
}

export const addModels = (program: Command, terminal: Terminal): Command =>
  program
    .command('models <workspace>')
    .description('list, save, try, export and choose versions of the score model')
    .option('--save <file>', 'append the model of a JSON file as a version and put it in force')
    .option('--name <text>', 'what the saved version is called')
    .option('--no-in-force', 'save without putting it in force')
    .option('--use <version>', 'put a version in force; 0 is the method’s', readWhole)
    .option('--note <text>', 'why, beside --save or --use')
    .option('--author <name>', 'who, beside --save or --use; default: the reviewer of the workspace')
    .option('--export <version>', 'print the model of a version as JSON', readWhole)
    .option('--out <file>', 'write the exported model to a file')
    .option('--preview <file>', 'show what the model of a JSON file would change; nothing is stored')
    .option('--against <version>', 'version the preview stands beside; default: the one in force', readWhole)
    .option(...asOfFlag)
    .option(...policyFlag)
    .action(async (workspace: string, options: Options) => {
      const asked = [options.save, options.use, options.export, options.preview].filter((given) => given !== undefined)
      if (asked.length > 1) throw new UsageError('Give one of --save, --use, --export and --preview.')
      if (options.save !== undefined && options.name === undefined) throw new UsageError('Give the version a name: --name "Heavier product usage".')
      const file = options.save ?? options.preview
      const model = file === undefined ? undefined : await readModel(resolve(terminal.folder, file), file)
      await withWorkspace(terminal, workspace, (engaged) => act({ terminal, options, engaged, model }))
    })

async function act({ terminal, options, engaged: { client, options: call }, model }: { terminal: Terminal; options: Options; engaged: Engaged; model: ScoreModel | undefined }): Promise<void> {
  const said = { ...(options.note === undefined ? {} : { note: options.note }), ...(options.author === undefined ? {} : { author: options.author }) }
  if (model !== undefined && options.preview !== undefined) {
    const preview = await client.call('models.preview', { ...runInput(options), model, ...(options.against === undefined ? {} : { against: options.against }) }, call)
    printResult(terminal, options, preview, () => previewWords(preview))
    return
  }
  if (options.export !== undefined) return exportVersion({ terminal, options, list: await client.call('models.list', {}, call) })
  const list = model !== undefined
    ? await client.call('models.save', { model, name: options.name ?? '', use: options.inForce, ...said }, call)
    : options.use !== undefined ? await client.call('models.use', { version: options.use, ...said }, call) : await client.call('models.list', {}, call)
  printResult(terminal, options, list, () => listWords(list))
}

async function exportVersion({ terminal, options, list }: { terminal: Terminal; options: Options; list: ModelList }): Promise<void> {
  const found = list.versions.find(({ version }) => version === options.export)
  if (!found) throw new UsageError(`There is no version ${options.export ?? ''}. There are: ${list.versions.map(({ version }) => version).join(', ')}.`)
  const text = `${JSON.stringify(found.model, null, 2)}\n`
  if (options.out === undefined) {
    terminal.print(text)
    return
  }
  await writeFile(resolve(terminal.folder, options.out), text, { flag: 'wx' }).catch((cause: unknown) => {
    throw new UsageError(`${options.out ?? ''} cannot be written; a file of that name may be there already.`, { cause })
  })
  printResult(terminal, options, { version: found.version, path: options.out }, () => `Version ${found.version} (${found.name}) was written to ${options.out ?? ''}.\n`)
}

const listWords = ({ versions }: ModelList): string =>
  alignedTable(
    ['In force', 'Version', 'Name', 'Saved', 'By', 'Used by runs', 'Note'],
    versions.map((each) => [each.inForce ? '→' : '', String(each.version), each.name, each.savedAt?.slice(0, 10), each.author, each.runs, each.note]),
  )

async function readModel(path: string, named: string): Promise<ScoreModel> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`${named} cannot be read.`, { cause })
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${named} is not JSON: ${String(cause)}`, { cause })
  }
  const problems = modelProblems(value)
  if (problems.length > 0) throw new UsageError(`${named} is not a score model: ${problems.map(({ field, message, remedy }) => `${field === '' ? 'the model' : field}: ${message}. ${remedy}`).join('; ')}`)
  return scoreModel.parse(value)
}
