import { blindQueue } from '../../../shared/contract-quality.ts'

/** SQL condition: a group is of nearest accounts, which nobody claims to be right. */
export const ofNearest = (column: string): string => `starts_with(${column}, 'nearest_')`

/**
 * SQL of what a decision `d` says of the drawn item `b`; null: unsure. “Not in the CRM” says that the company of a person is right. A company with another
 * account than the nearest one was missed too.
 */
const isCorrect = `
  CASE WHEN d.verdict = 'unsure' THEN NULL WHEN b.kind = 'attribution' THEN d.verdict IN ('accept', 'none')
    WHEN ${ofNearest('b.evidence_group')} THEN d.verdict IN ('accept', 'choose') ELSE d.verdict = 'accept' END`

/** What each reviewer last said of each drawn item in the blind queue. */
export const blindLabels = `
  SELECT b.sample_id, b.item_no, b.kind, b.subject, b.object, b.evidence_group, d.reviewer, d.decision_id, ${isCorrect} AS is_correct
  FROM evidence.blind_items b JOIN evidence.standing_decisions d
    ON d.kind = b.kind AND d.scope = 'one' AND d.queue = '${blindQueue}' AND d.subject = b.subject AND d.object IS NOT DISTINCT FROM b.object
  QUALIFY d.decision_id = max(d.decision_id) OVER (PARTITION BY b.kind, b.subject, b.object, d.reviewer)`

/** The label of each judged item: the last word, of those who could tell if anybody could. */
export const itemLabels = `
  SELECT * FROM (${blindLabels})
  QUALIFY row_number() OVER (PARTITION BY kind, subject, object ORDER BY is_correct IS NOT NULL DESC, decision_id DESC) = 1`
