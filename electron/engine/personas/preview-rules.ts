import { personas, type PersonaRules } from '../../../shared/persona-rules.ts'
import type { RulesPreview } from '../../../shared/contract-personas.ts'
import type { Workspace } from '../db/workspace.ts'
import { rows, run } from '../db/query.ts'
import { transaction } from '../db/transaction.ts'
import { gridsOf } from '../grid/workspace-grids.ts'
import { ensurePersonas, makeHumans } from './ensure-personas.ts'
import { placeSql } from './place.ts'

/** Where everybody would be under other rules, beside where they are; nothing is stored. */
export async function previewRules(workspace: Workspace, rules: PersonaRules, signal: AbortSignal): Promise<RulesPreview> {
  await ensurePersonas(workspace, signal)
  const { exports } = await gridsOf(workspace)
  const { connection } = exports
  return exports.run(() =>
    transaction(connection, async () => {
      signal.throwIfAborted()
      for (const table of ['humans', 'human_titles']) await run(connection, `CREATE OR REPLACE TEMP TABLE draft_${table} AS FROM result.${table} LIMIT 0`)
      await makeHumans(connection, rules, { titles: 'temp.draft_human_titles', humans: 'temp.draft_humans' })
      await run(connection, `
        CREATE OR REPLACE TEMP TABLE draft_moves AS
        SELECT n.name, n.title, n.rule, b.persona AS before, n.persona AS after, b.place AS "from", n.place AS "to"
        FROM (SELECT human_id, persona, ${placeSql} AS place FROM result.humans) b JOIN (SELECT *, ${placeSql} AS place FROM temp.draft_humans) n USING (human_id)`)
      const moves = await rows<RulesPreview['moves'][number]>(connection, 'FROM (SELECT "from", "to", count(*)::INTEGER AS humans FROM draft_moves GROUP BY ALL) ORDER BY "from" = "to", humans DESC, "from", "to"')
      const examples = await rows<RulesPreview['examples'][number]>(connection, 'SELECT name, title, "from", "to", rule FROM draft_moves WHERE "from" <> "to" ORDER BY title NULLS LAST, name LIMIT 20')
      const counts = await rows<{ persona: string; before: number; after: number }>(
        connection,
        'SELECT persona, sum(before)::INTEGER AS before, sum(after)::INTEGER AS after FROM (SELECT before AS persona, 1 AS before, 0 AS after FROM draft_moves UNION ALL SELECT after, 0, 1 FROM draft_moves) GROUP BY ALL',
      )
      for (const table of ['draft_humans', 'draft_human_titles', 'draft_moves']) await run(connection, `DROP TABLE temp.${table}`)
      return {
        humans: moves.reduce((sum, { humans }) => sum + humans, 0),
        moves,
        examples,
        personas: personas.map((persona) => {
          const found = counts.find((each) => each.persona === persona)
          return { persona, before: found?.before ?? 0, after: found?.after ?? 0 }
        }),
      }
    }),
  )
}
