import type { BlindItem } from '../../../shared/contract-quality.ts'
import { blindQueue } from '../../../shared/contract-quality.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows, run } from '../db/query.ts'

/** SQL of the evidence group of an attribution row `a`: the provider of a claim, else the method. */
export const evidenceGroup = `CASE WHEN a.method IN ('verified_claim', 'provider_claim') THEN 'provider:' || split_part(a.evidence, ': ', 1) ELSE a.method END`

/** Current attributions that machines made, with their groups. */
export const machineAttributions = `
  SELECT p.person_key AS subject, c.company_key AS object, ${evidenceGroup} AS evidence_group
  FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)
  WHERE a.current AND a.method <> 'human' AND NOT p.is_bot`

/**
 * Draws attributions that nobody has drawn or decided before: simply at random, or equally many of each group. The seed and the keys alone decide, so the
 * order of files never shows. The caller holds the transaction.
 */
export async function drawItems(connection: Connection, { size, seed, perGroup }: { size: number; seed: string; perGroup: boolean }): Promise<number> {
  const { sample } = await one<{ sample: number }>(connection, 'SELECT coalesce(max(sample_id), 0) + 1 AS sample FROM evidence.blind_items')
  await run(
    connection,
    `INSERT INTO evidence.blind_items
     WITH population AS (
       SELECT *, md5($seed || '/' || subject || '/' || object) AS lot FROM (${machineAttributions}) m
       ANTI JOIN evidence.blind_items b ON b.subject = m.subject AND b.object = m.object
       ANTI JOIN (SELECT subject FROM evidence.active_decisions WHERE kind = 'attribution' AND scope = 'one') d ON d.subject = m.subject),
     placed AS (SELECT *, row_number() OVER (PARTITION BY CASE WHEN $per_group THEN evidence_group END ORDER BY lot, subject) AS place FROM population)
     SELECT $sample, row_number() OVER (ORDER BY lot, subject)::INTEGER, subject, object, evidence_group, $seed, $at::TIMESTAMP FROM placed
     WHERE place <= CASE WHEN $per_group THEN ceil($size / (SELECT count(DISTINCT evidence_group) FROM population)) ELSE $size END`,
    { sample, seed, size, per_group: perGroup, at: new Date().toISOString() },
  )
  const { drawn } = await one<{ drawn: number }>(connection, 'SELECT count(*) AS drawn FROM evidence.blind_items WHERE sample_id = $sample', { sample })
  if (drawn === 0) throw new AppError('bad_usage', 'There is no attribution left to draw: every one was drawn or decided before, or nobody has a company yet.')
  return sample
}

/** What each reviewer last said of each drawn item in the blind queue. “Not in the CRM” says that the company is right. */
export const blindLabels = `
  SELECT b.sample_id, b.item_no, b.subject, b.object, b.evidence_group, d.reviewer, d.decision_id, d.verdict IN ('accept', 'none') AS is_correct
  FROM evidence.blind_items b JOIN evidence.active_decisions d
    ON d.kind = 'attribution' AND d.scope = 'one' AND d.queue = '${blindQueue}' AND d.subject = b.subject AND d.object IS NOT DISTINCT FROM b.object
  QUALIFY d.decision_id = max(d.decision_id) OVER (PARTITION BY b.subject, b.object, d.reviewer)`

/** The label of each judged item: what was said last, whoever said it. */
export const itemLabels = `SELECT * FROM (${blindLabels}) QUALIFY decision_id = max(decision_id) OVER (PARTITION BY subject, object)`

/** Drawn items without a label, of anybody or of `$reviewer`, in the order of the draw. Items whose person is no more are left out. */
export const openItemsSql = `
  SELECT row_number() OVER (ORDER BY b.sample_id, b.item_no)::INTEGER AS place, b.subject, b.object, coalesce(p.login, p.email, p.person_key) AS name, p.company_text, c.name AS company
  FROM evidence.blind_items b JOIN dev.people p ON p.person_key = b.subject JOIN evidence.companies c ON c.company_key = b.object
  WHERE NOT EXISTS (SELECT 1 FROM (${blindLabels}) l WHERE l.subject = b.subject AND l.object = b.object AND ($reviewer::VARCHAR IS NULL OR l.reviewer = $reviewer::VARCHAR))`

export const openItems = (connection: Connection, { reviewer, limit }: { reviewer: string | null; limit: number }): Promise<BlindItem[]> =>
  rows<BlindItem>(connection, `SELECT place, subject, object, name, company_text AS "companyText", company FROM (${openItemsSql}) ORDER BY place LIMIT $limit`, { reviewer, limit })
