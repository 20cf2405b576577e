import type { SignalKind, SignalRows } from '../../../shared/contract-signals.ts'
import type { Segment } from '../../../shared/segment.ts'
import type { Connection } from '../db/connection.ts'
import { rows } from '../db/query.ts'
import { scoreValues } from '../score/contribution-steps.ts'
import type { Run } from '../score/run-store.ts'
import { scoreInputs, subjectSteps } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import { withCounted } from './kept-rows.ts'

const steps = (counted: string): readonly Step[] => [
  ...subjectSteps,
  {
    name: 'asked_sources',
    reads: [],
    sql: `
      SELECT source FROM (SELECT unnest(from_json($sources::JSON, '[{"source": "VARCHAR", "family": "VARCHAR"}]'), recursive := true))
      WHERE CASE WHEN $kind = 'source' THEN source ELSE family END = $name`,
  },
  {
    name: 'counted_accounts',
    reads: [],
    sql: `SELECT subject_id, subject_key, coalesce(name, domain, subject_key) AS name FROM (${counted}) WHERE in_crm AND stage = $stage`,
  },
  {
    name: 'signal_accounts',
    reads: ['result.signals', 'asked_sources', 'subject_companies_at', 'counted_accounts'],
    sql: `
      SELECT a.subject_key AS key, a.name, count(*)::INTEGER AS events, count(DISTINCT s.person_id)::INTEGER AS people, max(s.occurred_at) AS "lastAt"
      FROM result.signals s SEMI JOIN asked_sources USING (source) JOIN subject_companies_at USING (company_id) JOIN counted_accounts a USING (subject_id)
      WHERE s.confidence >= $least_confidence AND s.occurred_at <= $as_of::TIMESTAMP AND s.occurred_at > $as_of::TIMESTAMP - to_days($active_days::INTEGER)
      GROUP BY ALL`,
  },
]

interface Cell {
  kind: SignalKind
  name: string
  stage: string
  limit: number
}

/** The accounts of a stage that are active by one source or family, the most active first. */
export const signalRowsOf = (connection: Connection, run: Run, { filter, ...cell }: Cell & { filter: Segment }): Promise<SignalRows> =>
  withCounted(connection, { run, segment: filter }, async ({ chosen }) => {
    const found = await rows<SignalRows['rows'][number] & { found: number }>(
      connection,
      `SELECT *, count(*) OVER ()::INTEGER AS found FROM (${compile(scoreInputs, steps(chosen.sql))}) ORDER BY events DESC, key LIMIT $limit`,
      { ...scoreValues(run), ...chosen.values, ...cell },
    )
    return { found: found[0]?.found ?? 0, rows: found.map(({ found: _found, ...row }) => row) }
  })
