import { itemLabels } from '../quality/labels.ts'
import { evidenceGroup } from '../quality/populations.ts'
import { contributionSteps } from '../score/contribution-steps.ts'
import { accountStageSteps } from '../score/stage-at.ts'
import { lowFamilies } from '../score/family-bits.ts'
import { scoreInputs } from '../score/subject-steps.ts'
import { compile, type Step } from '../sql/steps.ts'
import type { Stage } from '../workspace/stages.ts'

/** The evidence behind each person's company: what the person's own attribution rests on, else what stands beside the events. */
const pairGroups: Step = {
  name: 'pair_groups',
  reads: ['result.signals', 'evidence.attributions', 'evidence.actor_evidence', 'evidence.companies'],
  sql: `
    WITH pairs AS (SELECT DISTINCT person_id, company_id, actor_id, confidence >= 1 AS is_decided FROM result.signals WHERE person_id IS NOT NULL AND company_id IS NOT NULL),
    stated AS (
      SELECT a.person_id, a.company_id, arg_max(${evidenceGroup}, (a.current, a.confidence)) AS evidence_group, bool_or(a.method = 'human') AS is_decided
      FROM evidence.attributions a GROUP BY a.person_id, a.company_id),
    carried AS (
      SELECT p.person_id, p.company_id, arg_min(e.method, e.place) AS evidence_group
      FROM pairs p JOIN evidence.actor_evidence e USING (actor_id) JOIN evidence.companies c ON c.company_key = e.company_key AND c.company_id = p.company_id GROUP BY ALL)
    SELECT p.person_id, p.company_id, coalesce(any_value(s.evidence_group), any_value(k.evidence_group), 'other') AS evidence_group,
      bool_or(p.is_decided OR coalesce(s.is_decided, false)) AS is_decided
    FROM pairs p LEFT JOIN stated s USING (person_id, company_id) LEFT JOIN carried k USING (person_id, company_id) GROUP BY p.person_id, p.company_id`,
}

/** What each person adds to each account of the funnel; anonymous visits name a company themselves and rest on nobody's attribution. */
const accountPeople: Step = {
  name: 'account_people',
  reads: ['contributions', 'subjects_at', 'account_stages', 'subject_companies_at', 'pair_groups'],
  sql: `
    WITH added AS (
      SELECT c.subject_id, c.person, sum(c.c) AS points, bit_or(c.family_bit) AS families, max(c.last_at) > $as_of::TIMESTAMP - to_days($active_days::INTEGER) AS is_active
      FROM contributions c GROUP BY c.subject_id, c.person),
    evidence AS (
      SELECT sc.subject_id, g.person_id AS person, min(g.evidence_group) AS evidence_group, bool_or(g.is_decided) AS is_decided, min(g.company_id) AS company_id
      FROM pair_groups g JOIN subject_companies_at sc USING (company_id) GROUP BY ALL)
    SELECT t.stage, a.subject_id, a.points, (a.families & ${2 ** lowFamilies - 1})::INTEGER AS families_low, (a.families >> ${lowFamilies})::INTEGER AS families_high, a.is_active, CASE WHEN NOT coalesce(e.is_decided, a.person < 0) THEN coalesce(e.evidence_group, 'other') END AS evidence_group,
      dense_rank() OVER (ORDER BY a.person, e.company_id) - 1 AS attribution
    FROM added a JOIN subjects_at s USING (subject_id) JOIN account_stages t USING (record_id) LEFT JOIN evidence e USING (subject_id, person)
    ORDER BY a.subject_id, a.person`,
}

const inputs = [...scoreInputs, 'evidence.attributions', 'evidence.actor_evidence'] as const

/** One row per account of the funnel and person active in it; `evidence_group` is null where a person decided or nothing is attributed. */
export const accountPeopleSql = (stages: readonly Stage[]): string => compile(inputs, [...contributionSteps, ...accountStageSteps(stages), pairGroups, accountPeople])

/** Labels of the drawn attributions by group. */
export const labelsSql = `SELECT evidence_group AS "group", count(*) FILTER (is_correct) AS correct, count(*) FILTER (NOT is_correct) AS wrong FROM (${itemLabels}) WHERE kind = 'attribution' AND is_correct IS NOT NULL GROUP BY ALL ORDER BY ALL`
