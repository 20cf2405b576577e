import type { Connection } from '../db/connection.ts'
import { one } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'

/** Their `person_id`s; the parameters are those of `scoreValues`. */
export const unresolvedPeopleSql = `
  SELECT person_id FROM result.signals
  WHERE person_id IS NOT NULL AND source IN (SELECT unnest(json_extract_string($sources::JSON, '$[*].source')))
    AND occurred_at <= $as_of::TIMESTAMP AND occurred_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER)
  GROUP BY person_id
  HAVING NOT bool_or(company_id IS NOT NULL AND confidence >= $least_confidence)`

/**
 * People with a signal of a scored source in the active window, none of whose signals in it is attributed to a company under the policy
 * of the run. Visitors without a name and bots are not people here.
 */
export async function unresolvedPeople(connection: Connection, run: Run): Promise<number> {
  const found = await one<{ people: number }>(connection, `SELECT count(*)::INTEGER AS people FROM (${unresolvedPeopleSql})`, scoreValues(run))
  return found.people
}
