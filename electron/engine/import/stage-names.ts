import { quotedString } from '@duckdb/node-api'
import type { ImportSettings } from '../../../shared/contract-import.ts'
import model from '../../../resources/models/stages.json' with { type: 'json' }

const known: ReadonlyMap<string, string> = new Map(Object.entries(model.rawValues))
export const stageKeys: ReadonlySet<string> = new Set([...model.stages, ...model.aside].map((stage) => stage.key))

const prefix = 'stage.'
const normalStage = (raw: string): string => raw.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** The canonical stage of a CRM's own word; a setting `stage.<word>` outranks the model. Blank and unknown words are `unmapped`. */
export function stageOf(raw: string | null, settings: ImportSettings = {}): string {
  const word = normalStage(raw ?? '')
  return chosenStage(word, settings) ?? known.get(word) ?? 'unmapped'
}

const chosenStage = (word: string, settings: ImportSettings): string | undefined =>
  Object.entries(settings).find(([key]) => key.startsWith(prefix) && normalStage(key.slice(prefix.length)) === word)?.[1]

/** SQL of the stage that settings give the raw words of `column`; NULL for a word they do not name. */
export function chosenStageSql(column: string, present: readonly string[], settings: ImportSettings): string {
  const branches = present.flatMap((raw) => {
    const stage = chosenStage(normalStage(raw), settings)
    return stage === undefined ? [] : [`WHEN ${quotedString(raw)} THEN ${quotedString(stage)}`]
  })
  return branches.length > 0 ? `CASE ${column} ${branches.join(' ')} END` : 'NULL::VARCHAR'
}

/** SQL that maps the raw words of `column`, of which `present` lists those that occur. */
export function stageSql(column: string, present: readonly string[], settings: ImportSettings): string {
  const branches = present
    .map((raw) => ({ raw, stage: stageOf(raw, settings) }))
    .filter(({ stage }) => stage !== 'unmapped')
    .map(({ raw, stage }) => `WHEN ${quotedString(raw)} THEN ${quotedString(stage)}`)
  return branches.length > 0 ? `CASE ${column} ${branches.join(' ')} ELSE 'unmapped' END` : `'unmapped'`
}

/** Least to furthest: lost counts only where nothing else is known, a word nobody mapped less than any stage. */
const order = ['lost', 'unmapped', ...model.stages.map((stage) => stage.key)]

/** SQL of how far a raw word has come, higher is further; NULL where it is NULL. */
export function stageRankSql(column: string, settings: ImportSettings): string {
  const words = new Set([...known.keys(), ...Object.keys(settings).flatMap((key) => (key.startsWith(prefix) ? [normalStage(key.slice(prefix.length))] : []))])
  const branches = [...words].map((word) => `WHEN ${quotedString(word)} THEN ${order.indexOf(stageOf(word, settings))}`)
  return `CASE WHEN ${column} IS NOT NULL THEN CASE lower(regexp_replace(trim(${column}), '\\s+', ' ', 'g')) ${branches.join(' ')} ELSE ${order.indexOf('unmapped')} END END`
}
