import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { Output } from '../../../../shared/contract.ts'
import { audiences, type Audience } from '../../../../shared/contract-hand-over.ts'
import { reportFormat, reportFormats, type ReportLanguage, reportLanguages, reportSections, type ReportFormat, type ReportSettings, type ReportTemplate, type ReportVariant } from '../../../../shared/contract-report.ts'
import { rowWords } from '../figures.ts'
import { personalWords } from '../hand-over-words.ts'
import { asOfFlag, collected, policyFlag, readCount, runInput, type RunOptions } from '../options.ts'
import { printResult } from '../result.ts'
import { UsageError, type Terminal } from '../terminal.ts'
import { withWorkspace } from '../with-client.ts'

interface Options extends RunOptions {
  out: string[]
  title?: string
  text?: string
  logo?: string
  accent?: string
  language?: ReportLanguage
  sections?: string
  listRows?: number
  pseudonymised?: true
  redacted?: true
  audience?: Audience
  template?: string
  saveTemplate?: string
}

export const addReport = (program: Command, terminal: Terminal): Command =>
  program
    .command('report <workspace>')
    .description('the report for a customer: findings, charts, data and caveats, target lists, method, appendix')
    .requiredOption('--out <file>', `.${reportFormats.join(', .')}; repeatable`, collected)
    .option(...asOfFlag)
    .option(...policyFlag)
    .option('--title <title>', 'instead of the usual title')
    .option('--text <file>', 'a text file with own words for the beginning; figures are named in braces, as {hidden.share}')
    .option('--logo <file>', 'a PNG or JPEG picture')
    .option('--accent <colour>', 'as #1f4b99')
    .addOption(new Option('--language <language>', 'language of the report').choices(reportLanguages))
    .option('--sections <names>', `which sections, with commas: ${reportSections.join(', ')}`)
    .option('--list-rows <rows>', 'most rows of each target list', readCount)
    .option('--pseudonymised', 'people have pseudonyms, the same in every file of this workspace')
    .option('--redacted', 'no name of a person or a company, only figures')
    .addOption(new Option('--audience <audience>', 'who reads it; a report for sales names nobody of the user database').choices(audiences))
    .option('--template <name>', 'settings saved under this name; what else is given goes before them')
    .option('--save-template <name>', 'keep title, text, logo, colour, language, sections and rows under this name')
    .action(async (workspace: string, options: Options) => {
      const files = options.out.map((path) => ({ format: formatOf(path), path: resolve(terminal.folder, path) }))
      const settings = await settingsOf(terminal, options)
      await withWorkspace(terminal, workspace, async ({ client, options: call }) => {
        const chosen = { ...(options.template === undefined ? {} : templateOf((await client.call('reportTemplates.list', {}, call)).templates, options.template)), ...settings }
        const made = await client.call('report.write', { ...runInput(options), ...chosen, files }, call)
        if (options.saveTemplate !== undefined) await client.call('reportTemplates.save', { name: options.saveTemplate, settings: chosen }, call)
        printResult(terminal, options, made, () => words(made))
      })
    })

function templateOf(templates: readonly ReportTemplate[], name: string): ReportSettings {
  const found = templates.find((template) => template.name === name)
  if (found !== undefined) return found.settings
  throw new UsageError(templates.length > 0 ? `There is no template ${name}. There are: ${templates.map((template) => template.name).join(', ')}.` : `There is no template ${name}, nor any other. Keep one with --save-template.`)
}

function formatOf(path: string): ReportFormat {
  const parsed = reportFormat.safeParse(extname(path).slice(1).toLowerCase())
  if (!parsed.success) throw new UsageError(`A report ends in .${reportFormats.join(', .')}: ${path}`)
  return parsed.data
}

/** Only what was given; the rest is the engine's to decide. */
async function settingsOf(terminal: Terminal, { title, text, logo, accent, language, sections, listRows, pseudonymised, redacted, audience }: Options) {
  if (pseudonymised && redacted) throw new UsageError('A report is pseudonymised or redacted. Choose one.')
  const variant: ReportVariant | undefined = pseudonymised ? 'pseudonymised' : redacted ? 'redacted' : undefined
  const chosen = sections?.split(',').map((name) => sectionOf(name.trim()))
  return {
    ...(title === undefined ? {} : { title }), ...(accent === undefined ? {} : { accent }), ...(language === undefined ? {} : { language }), ...(chosen === undefined ? {} : { sections: chosen }),
    ...(listRows === undefined ? {} : { listRows }), ...(variant === undefined ? {} : { variant }), ...(audience === undefined ? {} : { audience }),
    ...(text === undefined ? {} : { text: (await readGiven(terminal, text)).toString('utf8') }), ...(logo === undefined ? {} : { logo: await logoOf(terminal, logo) }),
  }
}

function sectionOf(name: string): (typeof reportSections)[number] {
  const found = reportSections.find((section) => section === name)
  if (found === undefined) throw new UsageError(`There is no section ${JSON.stringify(name)}. Choose among ${reportSections.join(', ')}.`)
  return found
}

const readGiven = (terminal: Terminal, path: string): Promise<Buffer> =>
  readFile(resolve(terminal.folder, path)).catch((thrown: unknown) => {
    throw new UsageError(`${path} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  })

async function logoOf(terminal: Terminal, path: string): Promise<string> {
  const type = { '.png': 'png', '.jpg': 'jpeg', '.jpeg': 'jpeg' }[extname(path).toLowerCase()]
  if (type === undefined) throw new UsageError(`A logo ends in .png, .jpg or .jpeg: ${path}`)
  return `data:image/${type};base64,${(await readGiven(terminal, path)).toString('base64')}`
}

function words({ files, rows, withheld, personal, asOf, policy }: Output<'report.write'>): string {
  const held = withheld > 0 ? ` ${rowWords(withheld)} ${withheld === 1 ? 'is' : 'are'} held back: these people are in the user database.` : ''
  return `${files.map(({ path }) => `Wrote ${path}\n`).join('')}As of ${asOf}, policy ${policy}. ${rowWords(rows)} of target lists. Personal data: ${personalWords(personal)}.${held}\n`
}
