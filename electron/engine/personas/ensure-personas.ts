import { listValue, quotedIdentifier } from '@duckdb/node-api'
import type { PersonaRules } from '../../../shared/persona-rules.ts'
import type { Connection } from '../db/connection.ts'
import { interruptible } from '../db/interrupt.ts'
import { run } from '../db/query.ts'
import { readDataVersion, readSetting, writeSetting } from '../db/settings.ts'
import { transaction } from '../db/transaction.ts'
import type { Workspace } from '../db/workspace.ts'
import { ensureResolved } from '../resolve/ensure-resolved.ts'
import { compile } from '../sql/steps.ts'
import { readStages } from '../workspace/stages.ts'
import { humanInputs, humanSteps, titleSteps } from './human-steps.ts'
import { identifierInputs, identifierSteps } from './identifier-steps.ts'
import { joinHumans } from './join-humans.ts'
import { firstRule, readPersonaRules } from './rules.ts'

const setting = 'personas_made'

/** What the personas follow from. */
const keyOf = async (connection: Connection): Promise<string> =>
  JSON.stringify([await readDataVersion(connection), await readSetting(connection, 'resolved_version'), (await readPersonaRules(connection)).version, (await readStages(connection)).map(({ key }) => key)])

export const arePersonasCurrent = async (connection: Connection): Promise<boolean> => (await readSetting<string>(connection, setting)) === (await keyOf(connection))

/** Makes the personas again where data or rules changed. Takes `workspace.exclusive` itself. */
export async function ensurePersonas(workspace: Workspace, signal: AbortSignal): Promise<void> {
  await ensureResolved(workspace, signal)
  if (await arePersonasCurrent(workspace.reader)) return
  const { writer } = workspace
  await workspace.exclusive(async () => {
    signal.throwIfAborted()
    if (await arePersonasCurrent(writer)) return
    const { rules } = await readPersonaRules(writer)
    await interruptible(writer, signal, () => transaction(writer, () => makePersonas(writer, rules)))
  })
}

/** Fills result.humans and what belongs to it. The caller holds the transaction. */
export async function makePersonas(connection: Connection, rules: PersonaRules): Promise<void> {
  await makeHumans(connection, rules, { titles: 'result.human_titles', humans: 'result.humans' })
  await run(connection, 'DELETE FROM result.human_identifiers')
  await run(connection, 'INSERT INTO result.human_identifiers SELECT DISTINCT human_id, kind, value FROM persona_identifiers JOIN persona_nodes USING (node)')
  for (const table of ['persona_identifiers', 'persona_nodes', 'persona_links', 'persona_labels', 'persona_next']) await run(connection, `DROP TABLE IF EXISTS temp.${quotedIdentifier(table)}`)
  await writeSetting(connection, setting, await keyOf(connection))
}

/** Fills two tables with everybody's titles and personas by these rules. */
export async function makeHumans(connection: Connection, rules: PersonaRules, { titles, humans }: { titles: string; humans: string }): Promise<void> {
  await run(connection, `CREATE OR REPLACE TEMP TABLE persona_identifiers AS ${compile(identifierInputs, identifierSteps)}`)
  await joinHumans(connection)
  await run(connection, `DELETE FROM ${titles}`)
  await run(connection, `INSERT INTO ${titles} ${compile(humanInputs, titleSteps(rules))}`, firstRule(rules).values)
  await run(connection, `DELETE FROM ${humans}`)
  const stages = (await readStages(connection)).map(({ key }) => key)
  await run(connection, `INSERT INTO ${humans} ${compile([...humanInputs, titles], humanSteps(titles))}`, { stages: listValue(stages) })
}
