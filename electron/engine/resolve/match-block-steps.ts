import type { Step } from '../sql/steps.ts'

const wordsOf = (text: string) => `list_distinct(list_filter(regexp_split_to_array(lower(strip_accents(${text})), '[^\\p{L}\\p{N}]+'), lambda word: word <> ''))`
const trigramsOf = (key: string) => `list_distinct(list_transform(range(1, length(${key}) - 1), lambda place: substr(${key}, place::INTEGER, 3)))`

/**
 * Texts whose account is certain: people write them beside an address of a company's domain. Where no account has that domain, two people must show it,
 * so that a personal domain is no witness. Names that equal an account's are left out, as they are decided without any likeness.
 */
const witnesses: Step = {
  name: 'match_witnesses',
  reads: ['person_evidence', 'people', 'text_facts', 'account_names', 'account_domains'],
  sql: `
    SELECT f.key, e.evidence AS domain, min(p.company_text) AS text, bool_or(d.domain IS NOT NULL) AS has_account
    FROM person_evidence e JOIN people p USING (person_id) JOIN text_facts f ON f.written = p.company_text
    LEFT JOIN (SELECT DISTINCT domain FROM account_domains) d ON d.domain = e.evidence
    WHERE e.method = 'email_domain' AND f.key IS NOT NULL AND f.may_be_unknown
      AND f.key NOT IN (SELECT key FROM account_names) AND f.key NOT IN (SELECT label_key FROM account_domains WHERE label_key IS NOT NULL)
    GROUP BY f.key, e.evidence HAVING bool_or(d.domain IS NOT NULL) OR count(DISTINCT p.person_id) >= 2`,
}

/** What is looked for among the accounts: companies that equal none, and witnesses. */
const sought: Step = {
  name: 'match_sought',
  reads: ['companies', 'company_domains', 'found_matches', 'match_witnesses'],
  sql: `
    SELECT row_number() OVER (ORDER BY company_key, witness_domain)::INTEGER AS sought_id, *, ${wordsOf('text')} AS words, ${trigramsOf('key')} AS trigrams FROM (
      SELECT c.company_key, c.name AS text, coalesce(d.label_key, nullif(substr(c.company_key, 6), '')) AS key, NULL::VARCHAR AS witness_domain
      FROM companies c LEFT JOIN company_domains d ON d.domain = c.company_key ANTI JOIN found_matches m ON m.company_key = c.company_key
      WHERE starts_with(c.company_key, 'name:') OR d.label_key IS NOT NULL
      UNION ALL
      SELECT 'witness:' || key, text, key, domain FROM match_witnesses)
    WHERE length(key) >= 3`,
}

/** What accounts are called: names, aliases, and what their domains read like. */
const borne: Step = {
  name: 'match_borne',
  reads: ['account_names', 'account_domains'],
  sql: `
    SELECT row_number() OVER (ORDER BY record_id, key, text)::INTEGER AS borne_id, *, ${wordsOf('text')} AS words, ${trigramsOf('key')} AS trigrams FROM (
      SELECT n.record_id, n.key, min(n.text) AS text, min(d.label_key) AS label_key
      FROM account_names n LEFT JOIN account_domains d ON d.record_id = n.record_id AND d.is_primary GROUP BY n.record_id, n.key
      UNION ALL
      SELECT d.record_id, d.label_key, d.label_key, d.label_key FROM account_domains d
      WHERE d.label_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account_names n WHERE n.record_id = d.record_id AND n.key = d.label_key))
    WHERE length(key) >= 3`,
}

/** A key of a kind that few accounts share. */
const rareKeys = (name: string, list: string, most: number): Step => ({
  name,
  reads: ['match_borne'],
  sql: `
    SELECT key, list(borne_id) AS borne_ids, count(*) AS accounts FROM (SELECT borne_id, unnest(${list}) AS key FROM match_borne)
    GROUP BY key HAVING count(*) <= ${most}`,
})

const sharedKeys = (rare: string, list: string, rarest: number): string => `
      SELECT sought_id, unnest(borne_ids) AS borne_id, accounts FROM (
        SELECT s.sought_id, r.borne_ids, r.accounts FROM (SELECT sought_id, unnest(${list}) AS key FROM match_sought) s JOIN ${rare} r USING (key)
        QUALIFY row_number() OVER (PARTITION BY s.sought_id ORDER BY r.accounts, r.key) <= ${rarest})`

/** Pairs worth comparing: they share one of the company's two rarest words, of its two rarest trigrams, or how the name begins. */
const pairs: Step = {
  name: 'match_pairs',
  reads: ['match_sought', 'match_borne', 'rare_words', 'rare_trigrams', 'rare_beginnings'],
  sql: `
    SELECT sought_id, borne_id, min(word_accounts) AS word_accounts FROM (
      SELECT sought_id, borne_id, accounts AS word_accounts FROM (${sharedKeys('rare_words', 'words', 2)})
      UNION ALL
      SELECT sought_id, borne_id, NULL FROM (${sharedKeys('rare_trigrams', 'trigrams', 2)})
      UNION ALL
      SELECT sought_id, borne_id, NULL FROM (${sharedKeys('rare_beginnings', '[substr(key, 1, 5)]', 1)}))
    GROUP BY sought_id, borne_id`,
}

export const matchBlockSteps: readonly Step[] = [
  witnesses, sought, borne, rareKeys('rare_words', 'words', 60), rareKeys('rare_trigrams', 'trigrams', 40), rareKeys('rare_beginnings', '[substr(key, 1, 5)]', 40), pairs,
]
