import { quotedString } from '@duckdb/node-api'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { accountStageSteps, openFrom } from './stage-at.ts'
import { scoreInputs } from './subject-steps.ts'

const evidenceSteps = (stages: readonly Stage[]): readonly Step[] => [
  {
    // An account's stage without a word was concluded from its having no deal, so it contradicts none.
    name: 'stage_statements',
    reads: ['object_stages', 'stage_ranks'],
    sql: `
      SELECT o.record_id, o.object, o.records, o.stage,
        CASE o.stage ${stages.map(({ key, label }) => `WHEN ${quotedString(key)} THEN ${quotedString(label)}`).join(' ')} ELSE upper(o.stage[1]) || o.stage[2:] END AS label,
        CASE WHEN o.stage <> 'unmapped' AND (o.object <> 'account' OR o.worded) THEN o.stage END AS said, r.rank
      FROM object_stages o LEFT JOIN stage_ranks r USING (stage)`,
  },
  {
    // No CRM has a lifecycle stage for lost, so a lost deal contradicts only a stage that says a deal is open or won.
    name: 'stage_evidence',
    reads: ['stage_statements'],
    sql: `
      SELECT record_id,
        CASE WHEN bool_or(said = 'lost') THEN count(DISTINCT said) FILTER (said = 'lost' OR rank >= ${openFrom(stages)}) ELSE count(DISTINCT said) END > 1 AS stage_conflict,
        string_agg(CASE WHEN object = 'account' THEN 'Account' ELSE records || ' ' || object || CASE WHEN records = 1 THEN '' ELSE 's' END END || ': ' || label, ' · ' ORDER BY object) AS stage_evidence
      FROM stage_statements GROUP BY record_id`,
  },
]

/** What each kind of record says about the stage of every account at `$as_of`, and whether they contradict each other (record_id, stage_conflict, stage_evidence). */
export const stageEvidenceSql = (stages: readonly Stage[]): string => compile(scoreInputs, [...accountStageSteps(stages), ...evidenceSteps(stages)])
