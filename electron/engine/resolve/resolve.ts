import { listValue } from '@duckdb/node-api'
import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { readDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Step } from '../sql/steps.ts'
import { accountSteps } from './account-steps.ts'
import { actorEvidence } from './actor-evidence-steps.ts'
import { applyDecisions, onlyDecisionsSince } from './apply-decisions.ts'
import { attributionSteps } from './attribution-steps.ts'
import { claimSteps } from './claim-evidence-steps.ts'
import { textReader } from './company-text.ts'
import { companySteps } from './company-steps.ts'
import { domainSteps } from './domain-steps.ts'
import { duplicateSteps } from './duplicate-steps.ts'
import { evidenceValues } from './evidence.ts'
import { factTables, readBios, readDomains, readTexts } from './facts.ts'
import { linkEndSteps } from './link-steps.ts'
import { identitySteps, rowIdentitySteps } from './identity-steps.ts'
import { dropTables, findLastReads, materialise, type Work } from './materialise.ts'
import { findCandidates, matchSteps } from './match-model.ts'
import { mergePeople, mergeTables } from './merge-people.ts'
import { publish, publishedSteps, publishedTables } from './publish.ts'
import { actorSignalSteps, insertSignals } from './signal-steps.ts'
import { companyTableSteps, subjectSteps } from './subject-steps.ts'
import { textSteps } from './text-steps.ts'
import { entriesOf, readWordLists } from './word-lists.ts'
import { writtenBios, writtenSteps, writtenTexts } from './written-steps.ts'

/** Tables of the workspace that the steps read. */
export const resolveInputs = ['evidence.active_decisions', 'crm.current_accounts', 'dev.profiles', 'dev.mailmap', 'dev.events', 'dev.targets', 'ops.imports', 'evidence.claims', 'evidence.verdicts', 'evidence.company_links'] as const

/** Every step in its order; between them the tables of facts.ts and merge-people.ts are filled from the distinct spellings. */
export const phases: readonly (readonly Step[])[] = [
  writtenSteps,
  rowIdentitySteps,
  identitySteps,
  [writtenTexts, writtenBios],
  [...accountSteps, ...claimSteps, ...linkEndSteps, ...domainSteps, ...companySteps, ...textSteps, ...attributionSteps, actorEvidence, ...companyTableSteps],
  matchSteps,
  [...subjectSteps, ...actorSignalSteps],
  duplicateSteps,
]

const lastReads = findLastReads(phases.flat(), publishedSteps)
const stepCount = phases.flat().length + publishedTables.length

export interface ResolveOptions {
  readonly connection: Connection
  readonly signal: AbortSignal
  readonly onProgress?: (done: number, total: number, step: string) => void
}

/**
 * Brings the results up to date with decisions alone: what they touch, and nothing else. False where anything else happened since the last resolution.
 * The tables are then exactly those of a full resolution.
 */
export async function resolveDecisions(connection: Connection, signal: AbortSignal): Promise<boolean> {
  const since = await readSetting<number>(connection, 'resolved_version')
  const now = await readDataVersion(connection)
  if (since === undefined || !(await onlyDecisionsSince(connection, { since, now }))) return false
  await transaction(connection, async () => {
    await applyDecisions({ connection, signal, values: await evidenceValues(connection) }, since)
    await writeSetting(connection, 'resolved_version', now)
  })
  return true
}

/**
 * Rebuilds everything derived from imports and replaces it in one transaction; on cancellation or failure the previous results stay.
 * The caller holds `workspace.exclusive`, so nothing changes between the steps.
 */
export async function resolvePeople({ connection, signal, onProgress }: ResolveOptions): Promise<void> {
  const isOn = async (setting: string) => (await readSetting<boolean>(connection, setting)) === true
  const changes = await readWordLists(connection)
  const reader = textReader(changes)
  let done = 0
  const work: Work = {
    connection,
    signal,
    lastReads,
    values: { ...(await evidenceValues(connection)), education: await isOn('education'), roll_up_subsidiaries: await isOn('roll_up_subsidiaries'), bots: listValue(entriesOf('bots', changes)), noreply_local_parts: listValue(entriesOf('mailboxes', changes)) },
    onStep: (step) => onProgress?.(done++, stepCount, step),
  }
  const [written = [], rowIdentity = [], identity = [], texts = [], companies = [], , rest = [], duplicates = []] = phases
  try {
    await materialise(work, written)
    await readDomains(work, reader)
    await materialise(work, rowIdentity)
    await mergePeople(work)
    await materialise(work, identity)
    await materialise(work, texts)
    await readTexts(work, reader)
    await readBios(work, reader)
    await materialise(work, companies)
    const model = await findCandidates(work)
    await materialise(work, rest)
    const repeated = await severalImportsHoldEvents(connection)
    if (repeated) await materialise(work, duplicates)
    const moved = await anyPeriods(connection)
    await transaction(connection, async () => {
      await publish(work, insertSignals({ repeated, moved }))
      await applyDecisions(work, -1)
      signal.throwIfAborted()
      await writeSetting(connection, 'match_model', model)
      const version = await readDataVersion(connection)
      await writeSetting(connection, 'resolved_version', version)
      await writeSetting(connection, 'found_version', version)
    })
  } finally {
    await dropTables(connection, [...phases.flat().map(({ name }) => name), ...factTables, ...mergeTables])
  }
  onProgress?.(stepCount, stepCount, 'done')
}

const severalImportsHoldEvents = async (connection: Connection): Promise<boolean> =>
  (await one<{ several: boolean }>(connection, 'SELECT count(*) > 1 AS several FROM ops.imports i WHERE EXISTS (SELECT 1 FROM dev.events e WHERE e.import_id = i.import_id)')).several

const anyPeriods = async (connection: Connection): Promise<boolean> => (await one<{ any: boolean }>(connection, 'SELECT count(*) > 0 AS any FROM period_companies')).any
