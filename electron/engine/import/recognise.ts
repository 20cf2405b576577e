import type { ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import { dateOrder, dateSetting } from './date-order.ts'
import { candidates, importerOf, importers, recognised } from './formats.ts'
import type { DateOrder, Importer, Layout, Sample, Setting } from './importer.ts'
import { missingSettings, normalSettings, sheetQuestion } from './settings.ts'
import type { Sniffed } from './sniff.ts'

/** The chosen or recognised format. Throws `unknown_format` with what could be done. */
export function chooseImporter(sniffed: Sniffed, sample: Sample, { format, settings }: { format?: string | undefined; settings: ImportSettings }): Importer {
  if (format !== undefined) {
    const chosen = importerOf(format)
    if (!chosen.containers.includes(sample.container)) {
      throw new AppError('bad_usage', `${sniffed.fileName} cannot be read as ${chosen.label}: that format comes as ${chosen.containers.join(' or ')}, the file is ${sample.container}.`)
    }
    return chosen
  }
  const found = recognised(sample)
  if (found) return found
  const [question] = sheetQuestion(sample, settings)
  if (question) throw unanswered(sniffed.fileName, question)
  const seen = sample.names.length > 0 ? ` Its columns: ${sample.names.slice(0, 8).join(', ')}${sample.names.length > 8 ? ', …' : ''}.` : ' It holds no complete record.'
  const possible = (candidates(sample).length > 0 ? candidates(sample).map(({ importer }) => importer) : importers).map((importer) => importer.id)
  throw new AppError('unknown_format', `${sniffed.fileName} is not recognised.${seen} Name its format (--as ${possible.join(' | ')}), or rename its columns as the generic formats have them.`)
}

export interface Answers {
  settings: ImportSettings
  dateOrder: DateOrder
}

/** What is still to be asked before this file can be imported. */
export function openQuestions(importer: Importer, sample: Sample, settings: ImportSettings): Setting[] {
  const order = dateOrder(sample, importer.dates(namesOnly(sample)), settings)
  return [...sheetQuestion(sample, settings), ...missingSettings(importer, sample, settings), ...(order === 'ask' ? [dateSetting] : [])]
}

/** The settings complete and in one spelling. Throws `needs_setting` naming the first question left open. */
export function settle(importer: Importer, { fileName }: Sniffed, sample: Sample, given: ImportSettings): Answers {
  const settings = normalSettings(importer, given)
  const [question] = openQuestions(importer, sample, settings)
  if (question) throw unanswered(fileName, question, importer)
  const order = dateOrder(sample, importer.dates(namesOnly(sample)), settings)
  return { settings, dateOrder: order === 'ask' ? 'dmy' : order }
}

const unanswered = (file: string, { key, label, example }: Setting, importer?: Importer): AppError =>
  new AppError('needs_setting', `${file}${importer ? ` (${importer.label})` : ''}: ${label} Add --set ${key}=${/\s/.test(example) ? `"${example}"` : example}`, { detail: { key, example, file } })

const namesOnly = ({ container, names }: Sample): Layout => ({ container, names, at: () => undefined, rest: () => null })
