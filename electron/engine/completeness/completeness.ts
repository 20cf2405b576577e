import { listValue } from '@duckdb/node-api'
import type { Completeness, SourceCapture } from '../../../shared/contract-completeness.ts'
import type { ReportLanguage } from '../../../shared/contract-report.ts'
import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { rows } from '../db/query.ts'
import { defaultAsOf, instantOf } from '../score/default-as-of.ts'
import { readScoreModel } from '../score/model.ts'
import { compile } from '../sql/steps.ts'
import { readArchiveHours } from './archive-hours.ts'
import { captureInputs, captureSteps } from './capture-steps.ts'
import { readDownloads } from './downloads.ts'
import { type LimitFacts, limitsOf } from './limit-facts.ts'

/** A silence less likely than this, anywhere in the period, is a gap. */
const implausible = 0.01
/** Unmarked targets of one source that get a line of their own. */
const mostTargets = 20

type Target = NonNullable<SourceCapture['target']>

interface Row extends LimitFacts {
  source: string
  excluded: boolean
  scored: boolean
  level: SourceCapture['level']
  kind: Target['kind'] | ''
  name: string
  role: Target['role']
  events: number
  undated: number
  first_at: string | null
  last_at: string | null
  days: number
  active_days: number
  imports: number
  gaps: SourceCapture['gaps']
}

export interface CompletenessRequest {
  asOf?: string | undefined
  /** Of the sentences; English unless it says otherwise. */
  language?: ReportLanguage
}

/** How complete what was imported is, as of an instant: what came later influences nothing. */
export async function readCompleteness(connection: Connection, { language = 'en', ...request }: CompletenessRequest, signal: AbortSignal): Promise<Completeness> {
  const asOf = request.asOf === undefined ? await defaultAsOf(connection) : instantOf(request.asOf)
  const { sources } = await readScoreModel(connection)
  const values = { as_of: asOf, model_sources: listValue(Object.keys(sources)), implausible, most_targets: mostTargets }
  const found = await interruptible(connection, signal, () => rows<Row>(connection, compile(captureInputs, captureSteps), values))
  return { asOf, sources: [...found.map((row) => captureOf(row, language)), ...(await readDownloads(connection, asOf, language))], archiveHours: await readArchiveHours(connection, asOf) }
}

const captureOf = (row: Row, language: ReportLanguage): SourceCapture => ({
  source: row.source,
  scored: row.scored,
  excluded: row.excluded,
  level: row.level,
  target: row.kind === '' ? null : { kind: row.kind, name: row.name, role: row.role },
  events: row.events,
  undated: row.undated,
  undatedShare: row.events === 0 ? null : row.undated / row.events,
  from: row.first_at,
  to: row.last_at,
  days: row.days,
  activeDays: row.active_days,
  imports: row.imports,
  gaps: row.gaps,
  limits: limitsOf(row, language),
})
