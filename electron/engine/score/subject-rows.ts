import { quotedString } from '@duckdb/node-api'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'
import { accountStageSteps } from './stage-at.ts'
import { scoreInputs, subjectSteps } from './subject-steps.ts'

/** Headers under which CRMs and enrichment keep what a company builds with. */
const technologyHeaders = ['Web Technologies', 'Technologies', 'Technology', 'Tech Stack', 'web_technologies', 'technologies', 'tech_stack']
const technologies = (extra: string): string => `coalesce(${technologyHeaders.map((header) => `nullif(${extra}->>${quotedString(header)}, '')`).join(', ')})`

/** One row per subject of the run `$run_id`, which was made as of `$as_of`: what it is, where it stands in the funnel, how it scored. */
export const subjectRowSteps = (stages: readonly Stage[]): readonly Step[] => [
  ...subjectSteps,
  ...accountStageSteps(stages),
  {
    name: 'subject_rows',
    reads: ['subjects_at', 'account_stages', 'crm.current_accounts', 'result.scores'],
    sql: `
      SELECT s.subject_id, s.subject_key, s.kind, s.name, s.domain,
        CASE WHEN s.kind = 'account' THEN coalesce(a.stage, 'unmapped') END AS stage, r.band, r.score, r.families,
        r.people_30, r.people_90, r.people, r.events, r.last_at, s.record_id, c.owner, s.kind = 'account' AS in_crm, r.active, c.industry, c.country, c.employees,
        ${technologies('c.extra')} AS technologies
      FROM subjects_at s JOIN result.scores r ON r.run_id = $run_id AND r.subject_id = s.subject_id
      LEFT JOIN account_stages a ON a.record_id = s.record_id
      LEFT JOIN crm.current_accounts c ON c.record_id = s.record_id`,
  },
]

/** `subjectRowSteps` as one statement; every figure of an analysis counts these rows. */
export const subjectRowsSql = (stages: readonly Stage[]): string => compile(scoreInputs, subjectRowSteps(stages))
