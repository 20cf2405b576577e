import type { ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Importer, Sample, Setting } from './importer.ts'
import type { Sniffed } from './sniff.ts'
import { stageKeys } from './stage-names.ts'

const repository = /^[\w.-]+\/[\w.-]+$/
/** Settings any file may have: when it was collected, and which sheet of a workbook to read. */
const everyFile = ['collected', 'sheet']
const bad = (message: string): AppError => new AppError('bad_usage', message)

/** The settings in one spelling. Throws `bad_usage` for a key the format does not have or a value that cannot be. */
export function normalSettings(importer: Importer, settings: ImportSettings): ImportSettings {
  const entries = Object.entries(settings)
    .filter(([, value]) => value.trim() !== '')
    .map(([key, value]) => [key, normalValue(importer, key, value.trim())] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const keyOf = ({ key }: Setting): string => key

/** True for a setting that a file of this format may have. */
export const knows = ({ settings }: Importer, key: string): boolean =>
  everyFile.includes(key) || settings.some((setting) => setting.key === key || (setting.key === 'stage.<word>' && key.startsWith('stage.')))

function normalValue(importer: Importer, key: string, value: string): string {
  if (!knows(importer, key)) {
    const keys = [...new Set([...importer.settings.map(keyOf), ...everyFile])]
    throw bad(`${importer.label} has no setting “${key}”. Settings: ${keys.join(', ')}.`)
  }
  if (key === 'repo') {
    const name = value.replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//i, '').replace(/(?:\.git)?\/?$/, '').toLowerCase()
    if (!repository.test(name)) throw bad(`“${value}” is not a repository. Write it as owner/name, e.g. repo=acme/sdk.`)
    return name
  }
  if (key === 'collected') {
    if (Number.isNaN(Date.parse(value)) || !/^\d{4}-\d{2}-\d{2}/.test(value)) throw bad(`“${value}” is not a date. Write it as 2026-06-01.`)
    return value
  }
  if (key === 'kind' && value !== 'docs') throw bad(`“${value}” is not a kind of commits. Write kind=docs, or leave it out.`)
  if (key === 'dates' && value !== 'dmy' && value !== 'mdy') throw bad(`“${value}” is not an order of day and month. Write dates=dmy or dates=mdy.`)
  if (key.startsWith('stage.') && !stageKeys.has(value)) throw bad(`“${value}” is not a stage. Stages: ${[...stageKeys].join(', ')}.`)
  return value
}

/** The instant for which the file speaks: the setting, else when it was last written. A bare date is its midnight in UTC. */
export const collectedAt = (settings: ImportSettings, modified: Date): Date => (settings['collected'] === undefined ? modified : new Date(settings['collected']))

/** Which sheet to read, where a workbook holds several tables and none was named. */
export const sheetQuestion = ({ sheets }: Sample, settings: ImportSettings): Setting[] =>
  sheets === undefined || settings['sheet'] !== undefined ? [] : [{ key: 'sheet', label: `Which sheet? Several hold tables: ${sheets.join(', ')}.`, required: true, example: sheets[0] ?? '' }]

/** The settings with the sheet in one spelling, left out where there is no other to read. Throws `bad_usage` for a file that has none. */
export function sheetSettings({ workbook, fileName }: Sniffed, settings: ImportSettings): ImportSettings {
  const { sheet, ...others } = settings
  if (sheet === undefined) return settings
  if (!workbook) throw bad(`${fileName} is no Excel workbook, so it has no sheet to choose.`)
  return workbook.only ? others : { ...others, sheet: workbook.name }
}

/** Settings the file needs and does not have. */
export const missingSettings = (importer: Importer, sample: Sample, settings: ImportSettings): Setting[] =>
  importer.needs(sample).filter(({ key, instead = key }) => settings[key] === undefined && settings[instead] === undefined)

export const needsSetting = (message: string, { key, example }: Setting, file: string): AppError => new AppError('needs_setting', message, { detail: { key, example, file } })
