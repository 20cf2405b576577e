import type { ImportSettings, MemberReading } from '../../../shared/contract-import.ts'
import type { ImportMapping, OverwriteRule } from '../../../shared/import-mapping.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { settingsWith } from './effective-mapping.ts'
import { candidates, importerOf, importers, recognised } from './formats.ts'
import { headerSignature } from './header-signature.ts'
import type { Importer, Sample, Setting } from './importer.ts'
import { mappedImporter } from './mapped-importer.ts'
import { rememberedMapping } from './remembered-mappings.ts'
import { missingSettings, needsSetting, normalSettings, sheetQuestion, sheetSettings } from './settings.ts'
import type { Sniffed } from './sniff.ts'

/** What a caller may say about how a file is to be read. */
export interface Wishes {
  format?: string | undefined
  mapping?: ImportMapping | undefined
  /** False: the file is looked at as if its headers had never been seen. */
  remembered?: boolean | undefined
  /** Of a ZIP: file in it → how that one is read. */
  members?: Readonly<Record<string, MemberReading>> | undefined
  /** Outranks the rule of the mapping. */
  overwrite?: OverwriteRule | undefined
  settings: ImportSettings
}

/** How one file is read. */
export interface Choice {
  /** The format, its columns mapped where they are. */
  importer: Importer
  mapping: ImportMapping | undefined
  origin: 'recognised' | 'remembered' | 'given'
  overwrite: OverwriteRule
  settings: ImportSettings
}

/** The chosen or recognised format. Throws `unknown_format` with what could be done. */
export function chooseImporter(sniffed: Sniffed, sample: Sample, { format, settings }: Pick<Wishes, 'format' | 'settings'>): Importer {
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
  throw new AppError('unknown_format', `${sniffed.fileName} is not recognised.${seen} Name its format (--as ${possible.join(' | ')}), or map its columns to accounts, contacts, deals or events.`)
}

/** Decides how a file is read: as asked, as its headers were mapped the last time, or as recognised. */
export async function choose(connection: Connection, { sniffed, sample }: { sniffed: Sniffed; sample: Sample }, wishes: Wishes): Promise<Choice> {
  const found = wishes.mapping ?? (await lastMapping(connection, sample, wishes))
  const given = sheetSettings(sniffed, wishes.settings)
  const importer = chooseImporter(sniffed, sample, { format: found?.format ?? wishes.format, settings: given })
  return {
    importer: found ? mappedImporter(importer, found) : importer,
    mapping: found,
    overwrite: wishes.overwrite ?? found?.overwrite ?? importer.usualRule?.(sample) ?? 'replace',
    origin: wishes.mapping ? 'given' : found ? 'remembered' : 'recognised',
    settings: normalSettings(importer, settingsWith(importer, found, given)),
  }
}

/** What a file with these headers was read by the last time, unless something else is wished. */
export async function lastMapping(connection: Connection, sample: Sample, { format, remembered = true }: Wishes): Promise<ImportMapping | undefined> {
  if (!remembered || format !== undefined) return undefined
  const mapping = await rememberedMapping(connection, headerSignature(sample))
  return mapping && importers.find(({ id }) => id === mapping.format)?.containers.includes(sample.container) ? mapping : undefined
}

/** Throws `needs_setting` naming the first question the file leaves open, but for the order of its dates. */
export function assertAnswered({ importer, settings }: Choice, { fileName }: Sniffed, sample: Sample): void {
  const [question] = [...sheetQuestion(sample, settings), ...missingSettings(importer, sample, settings)]
  if (question) throw unanswered(fileName, question, importer)
}

const unanswered = (file: string, question: Setting, importer?: Importer): AppError =>
  needsSetting(`${file}${importer ? ` (${importer.label})` : ''}: ${question.label} Add --set ${question.key}=${/\s/.test(question.example) ? `"${question.example}"` : question.example}`, question, file)
