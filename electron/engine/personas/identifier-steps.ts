import type { Step } from '../sql/steps.ts'

/** A LinkedIn profile in a text in small letters, its name as the first group; SQL. */
export const linkedinPattern = `'linkedin\\.com/(?:in|pub)/([\\p{L}\\p{N}_%~-]+)'`
/** The name of a LinkedIn profile in an address, in small letters; NULL where it is none. */
export const linkedinName = (address: string): string => `nullif(regexp_extract(lower(${address}), ${linkedinPattern}, 1), '')`
const githubLogin = (text: string): string => `nullif(regexp_extract(lower(trim(${text})), '^(?:https?://)?(?:www\\.)?(?:github\\.com/)?@?([a-z0-9](?:[a-z0-9-]{0,38}))/?$', 1), '')`

export const identifierInputs = ['dev.people', 'dev.emails', 'crm.current_contacts', 'evidence.person_claims', 'evidence.active_decisions'] as const

/** What a provider says of a person, unless somebody or a verifier found it incorrect; `place` puts what was found correct first. */
export const standingClaims: Step = {
  name: 'standing_claims',
  reads: ['evidence.person_claims', 'evidence.active_decisions'],
  sql: `
    WITH words AS (SELECT subject AS claim_key, arg_max(verdict, decision_id) AS said FROM evidence.active_decisions WHERE kind = 'claim' GROUP BY ALL)
    SELECT c.person_id, c.title, c.profile_url, c.company, c.current, c.claim_key, CASE WHEN w.said = 'accept' THEN 0 WHEN c.verdict = 'correct' THEN 1 ELSE 2 END AS place
    FROM evidence.person_claims c LEFT JOIN words w USING (claim_key)
    WHERE CASE WHEN w.said IS NULL THEN c.verdict IS DISTINCT FROM 'incorrect' ELSE w.said = 'accept' END`,
}

/** People and contacts, each a node with a number of its own. */
const nodes: Step = {
  name: 'nodes',
  reads: ['dev.people', 'crm.current_contacts'],
  sql: `
    SELECT 2 * person_id AS node, person_id, NULL::VARCHAR AS record_id FROM dev.people WHERE NOT is_bot
    UNION ALL SELECT 2 * (row_number() OVER (ORDER BY record_id))::INTEGER + 1, NULL, record_id FROM crm.current_contacts`,
}

/** Every name that a node goes by. */
export const identifierSteps: readonly Step[] = [
  standingClaims,
  nodes,
  {
    name: 'contact_logins',
    reads: ['crm.current_contacts'],
    sql: `
    SELECT record_id, ${githubLogin('extra->>key')} AS login FROM (
      SELECT record_id, extra, unnest(json_keys(extra)) AS key FROM crm.current_contacts WHERE contains(lower(extra::VARCHAR), 'github'))
    WHERE regexp_matches(lower(key), 'git.?hub')`,
  },
  {
    name: 'identifiers',
    reads: [...identifierInputs, 'nodes', 'standing_claims', 'contact_logins'],
    sql: `
    SELECT DISTINCT node, kind, value FROM (
      SELECT node, 'person' AS kind, person_id::VARCHAR AS value FROM nodes WHERE person_id IS NOT NULL
      UNION ALL SELECT node, 'contact', record_id FROM nodes WHERE record_id IS NOT NULL
      UNION ALL SELECT node, 'email', lower(trim(p.email)) FROM nodes JOIN dev.people p USING (person_id)
      UNION ALL SELECT node, 'email', lower(trim(e.email)) FROM nodes JOIN dev.emails e USING (person_id)
      UNION ALL SELECT node, 'email', lower(trim(c.email)) FROM nodes JOIN crm.current_contacts c USING (record_id)
      UNION ALL SELECT node, 'login', lower(p.login) FROM nodes JOIN dev.people p USING (person_id)
      UNION ALL SELECT node, 'login', l.login FROM nodes JOIN contact_logins l USING (record_id)
      UNION ALL SELECT node, 'linkedin', ${linkedinName('p.blog')} FROM nodes JOIN dev.people p USING (person_id)
      UNION ALL SELECT node, 'linkedin', ${linkedinName('s.profile_url')} FROM nodes JOIN standing_claims s USING (person_id)
      UNION ALL SELECT node, 'linkedin', ${linkedinName('c.linkedin')} FROM nodes JOIN crm.current_contacts c USING (record_id))
    WHERE value <> ''`,
  },
]
