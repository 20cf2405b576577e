import type { Step } from '../sql/steps.ts'

/** What each end of a link names, as written: a domain, else a name. A mail host or platform names no company. */
const linkEnds: Step = {
  name: 'link_ends',
  reads: ['evidence.company_links', 'domain_facts', 'text_facts'],
  sql: `
    SELECT written, CASE WHEN d.kind IN ('corporate', 'education') THEN d.domain END AS domain, d.label_key, d.domain_key, CASE WHEN d.domain IS NULL THEN t.name_key END AS name_key
    FROM (SELECT DISTINCT unnest([child, parent]) AS written FROM evidence.company_links) e JOIN domain_facts d USING (written) JOIN text_facts t USING (written)`,
}

/** Before companies are made of domains and texts. */
export const linkEndSteps: readonly Step[] = [linkEnds]

const companyOf = (end: string): string => `
      SELECT e.written, coalesce(a.company_key, e.domain, w.company_key, 'name:' || e.name_key) AS company_key
      FROM ${end} e LEFT JOIN domain_aliases a ON a.domain = e.domain LEFT JOIN known_names w ON w.key = e.name_key`

/** The companies that both ends of each link stand for. */
export const companyLinks: Step = {
  name: 'company_links',
  reads: ['evidence.company_links', 'link_ends', 'domain_aliases', 'known_names'],
  sql: `
    WITH ends AS (${companyOf('link_ends')})
    SELECT l.link_id, l.kind, l.parent, c.company_key AS child_key, p.company_key AS parent_key
    FROM evidence.company_links l JOIN ends c ON c.written = l.child JOIN ends p ON p.written = l.parent
    WHERE c.company_key IS NOT NULL AND p.company_key IS NOT NULL`,
}

/**
 * Companies that equal no account, and the accounts of their nearest ancestor that equals any. Each ancestor is reached once, by the shortest way, so that
 * circles end.
 */
const linkedMatches: Step = {
  name: 'linked_matches',
  reads: ['company_links', 'company_keys', 'exact_matches'],
  sql: `
    WITH RECURSIVE followed AS (
      SELECT DISTINCT child_key, parent_key, kind, CASE kind WHEN 'renamed' THEN 'renamed to ' WHEN 'acquired' THEN 'acquired by ' ELSE 'subsidiary of ' END || parent AS words
      FROM company_links WHERE child_key <> parent_key AND (kind <> 'subsidiary' OR $roll_up_subsidiaries)),
    way (company_key, at_key, depth, said) USING KEY (company_key, at_key) AS (
      SELECT child_key, parent_key, 1, min({words: words, kind: kind}) FROM followed
      SEMI JOIN company_keys k ON k.company_key = child_key ANTI JOIN exact_matches m ON m.company_key = child_key
      GROUP BY child_key, parent_key
      UNION
      SELECT w.company_key, f.parent_key, w.depth + 1, min({words: w.said.words || ', ' || f.words, kind: w.said.kind})
      FROM way w JOIN followed f ON f.child_key = w.at_key ANTI JOIN exact_matches m ON m.company_key = w.at_key
      ANTI JOIN recurring.way r ON r.company_key = w.company_key AND r.at_key = f.parent_key
      WHERE f.parent_key <> w.company_key GROUP BY w.company_key, f.parent_key, w.depth)
    SELECT k.company_id, company_key, record_id, method, confidence, evidence FROM (
      SELECT w.company_key, m.record_id, w.said.kind AS method, m.confidence, w.said.words || ' (' || m.evidence || ')' AS evidence
      FROM way w JOIN exact_matches m ON m.company_key = w.at_key
      QUALIFY w.depth = min(w.depth) OVER (PARTITION BY w.company_key))
    JOIN company_keys k USING (company_key)
    QUALIFY row_number() OVER (PARTITION BY company_key, record_id ORDER BY confidence DESC, evidence) = 1`,
}

/** Companies with the accounts that are theirs without any likeness. */
const foundMatches: Step = {
  name: 'found_matches',
  reads: ['exact_matches', 'linked_matches'],
  sql: 'SELECT * FROM exact_matches UNION ALL SELECT * FROM linked_matches',
}

export const linkMatchSteps: readonly Step[] = [linkedMatches, foundMatches]
