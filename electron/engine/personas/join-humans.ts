import type { Connection } from '../db/connection.ts'
import { one, run } from '../db/query.ts'

/**
 * Gives every node of `persona_identifiers` its human: nodes that share an address, a login or a LinkedIn name with a contact are one, through any number of them.
 * A human has the smallest number of its nodes. Leaves the temporary table `persona_nodes` (node, human_id).
 */
export async function joinHumans(connection: Connection): Promise<void> {
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE persona_links AS
     SELECT node, kind, value FROM persona_identifiers SEMI JOIN (
       SELECT kind, value FROM persona_identifiers WHERE kind IN ('email', 'login', 'linkedin') GROUP BY ALL HAVING count(*) > 1 AND bool_or(node % 2 = 1)) s USING (kind, value)`,
  )
  await run(connection, 'CREATE OR REPLACE TEMP TABLE persona_labels AS SELECT DISTINCT node, node AS label FROM persona_links')
  for (let changed = 1; changed > 0; ) {
    await run(
      connection,
      `CREATE OR REPLACE TEMP TABLE persona_next AS
       WITH least AS (SELECT kind, value, min(label) AS label FROM persona_links JOIN persona_labels USING (node) GROUP BY ALL)
       SELECT node, min(l.label) AS label FROM persona_links JOIN least l USING (kind, value) GROUP BY ALL`,
    )
    ;({ changed } = await one<{ changed: number }>(connection, 'SELECT count(*) AS changed FROM persona_next n JOIN persona_labels l USING (node) WHERE n.label < l.label'))
    await run(connection, 'CREATE OR REPLACE TEMP TABLE persona_labels AS SELECT * FROM persona_next')
  }
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE persona_nodes AS
     SELECT node, coalesce(label, node) AS human_id FROM (SELECT DISTINCT node FROM persona_identifiers) LEFT JOIN persona_labels USING (node)`,
  )
}
