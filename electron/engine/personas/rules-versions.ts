import type { RulesVersion } from '../../../shared/contract-personas.ts'
import type { PersonaRules } from '../../../shared/persona-rules.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { rows, run } from '../db/query.ts'
import { parsePersonaRules, productRules } from './rules.ts'

/** Every version, newest first, the product's last. */
export async function listRules(connection: Connection): Promise<RulesVersion[]> {
  const stored = await rows<Omit<RulesVersion, 'rules'> & { rules: string }>(
    connection,
    'SELECT version, name, note, author, saved_at AS "savedAt", rules::VARCHAR AS rules FROM ops.persona_rules ORDER BY version DESC',
  )
  return [
    ...stored.map((each) => ({ ...each, rules: parsePersonaRules(JSON.parse(each.rules), `of version ${each.version}`) })),
    { version: 0, name: 'Method default', note: 'Rules as the method states them.', author: null, savedAt: null, rules: productRules() },
  ]
}

/** Appends a version, which is in force from then on. The caller holds the transaction. */
export async function appendRules(connection: Connection, { name, note, author, rules }: { name: string; note: string | null; author: string; rules: PersonaRules }): Promise<void> {
  const [newest] = await listRules(connection)
  if (newest && JSON.stringify(newest.rules) === JSON.stringify(rules)) throw new AppError('bad_usage', `Version ${newest.version} (${newest.name}) is in force and has these very rules. Change one first.`)
  await run(connection, 'INSERT INTO ops.persona_rules VALUES ($version, $name, $note, $author, $saved_at::TIMESTAMP, $rules::JSON)', {
    version: (newest?.version ?? 0) + 1, name, note: note === '' ? null : note, author, saved_at: new Date().toISOString(), rules: JSON.stringify(rules),
  })
}
