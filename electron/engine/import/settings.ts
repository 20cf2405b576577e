import type { ImportSettings } from '../../../shared/contract-import.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Importer, Sample, Setting } from './importer.ts'
import { stageKeys } from './stage-names.ts'

const repository = /^[\w.-]+\/[\w.-]+$/
const bad = (message: string): AppError => new AppError('bad_usage', message)

/** The settings in one spelling. Throws `bad_usage` for a key the format does not have or a value that cannot be. */
export function normalSettings(importer: Importer, settings: ImportSettings): ImportSettings {
  const entries = Object.entries(settings)
    .filter(([, value]) => value.trim() !== '')
    .map(([key, value]) => [key, normalValue(importer, key, value.trim())] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function normalValue(importer: Importer, key: string, value: string): string {
  const known = importer.settings.some((setting) => setting.key === key || (setting.key === 'stage.<word>' && key.startsWith('stage.')))
  if (key !== 'collected' && !known) {
    const keys = [...new Set([...importer.settings.map((setting) => setting.key), 'collected'])]
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

/** Settings the file needs and does not have. */
export const missingSettings = (importer: Importer, sample: Sample, settings: ImportSettings): Setting[] =>
  importer.needs(sample).filter(({ key, instead = key }) => settings[key] === undefined && settings[instead] === undefined)
