import type { Step } from '../sql/steps.ts'

const beginsWith = (left: string, right: string) => `(starts_with(${left}, ${right}) OR starts_with(${right}, ${left}))`

/** How alike the two of each pair are, in the levels of `matching.json`; −1 where it cannot be said. */
const compared: Step = {
  name: 'match_compared',
  reads: ['match_pairs', 'match_sought', 'match_borne', 'account_domains'],
  sql: `
    WITH alike AS (
      SELECT p.sought_id, p.word_accounts, b.record_id, b.text, s.key AS sought_key, b.key, b.label_key, s.witness_domain, s.text AS sought_text,
        jaro_winkler_similarity(s.key, b.key) AS likeness, len(list_intersect(s.words, b.words)) AS shared, len(s.words) AS sought_words, len(b.words) AS borne_words
      FROM match_pairs p JOIN match_sought s USING (sought_id) JOIN match_borne b USING (borne_id))
    SELECT sought_id, record_id, text,
      CASE WHEN sought_key = key THEN 5 WHEN likeness >= 0.95 THEN 4 WHEN ${beginsWith('sought_key', 'key')} AND least(length(sought_key), length(key)) >= 4 THEN 3
        WHEN likeness >= 0.9 THEN 2 WHEN likeness >= 0.8 THEN 1 ELSE 0 END AS name,
      CASE WHEN shared = 0 THEN 0 WHEN shared = sought_words AND shared = borne_words THEN 3 WHEN shared = least(sought_words, borne_words) THEN 2 ELSE 1 END AS words,
      CASE WHEN word_accounts IS NULL OR shared = 0 THEN 0 WHEN word_accounts = 1 THEN 3 WHEN word_accounts <= 5 THEN 2 ELSE 1 END AS rarity,
      CASE WHEN label_key IS NULL THEN -1 WHEN label_key = sought_key THEN 2 WHEN ${beginsWith('label_key', 'sought_key')} AND length(label_key) >= 4 THEN 1 ELSE 0 END AS domain,
      CASE WHEN witness_domain IS NOT NULL THEN EXISTS (SELECT 1 FROM account_domains d WHERE d.record_id = alike.record_id AND d.domain = witness_domain) END AS is_true
    FROM alike WHERE likeness >= 0.8 OR (shared > 0 AND word_accounts IS NOT NULL)`,
}

/** How often each level occurs among certain pairs: those of one domain, and those that share blocking but no domain. */
const levelCounts: Step = {
  name: 'match_level_counts',
  reads: ['match_compared'],
  sql: `
    SELECT comparison, level, count(*) FILTER (is_true) AS same, count(*) FILTER (NOT is_true) AS different
    FROM (SELECT is_true, name, words, rarity, domain FROM match_compared WHERE is_true IS NOT NULL) UNPIVOT (level FOR comparison IN (name, words, rarity, domain))
    WHERE level >= 0 GROUP BY comparison, level`,
}

export const matchCompareSteps: readonly Step[] = [compared, levelCounts]

const comparisons = ['name', 'words', 'rarity', 'domain'] as const
const weightsShape = `{${comparisons.map((name) => `"${name}": ["DOUBLE"]`).join(', ')}}`
/** Nothing is said by what cannot be compared. */
const weight = comparisons.map((name) => `coalesce(w.weights.${name}[c.${name} + 1], 0)`).join(' + ')

/** The likeliest accounts of each sought name with the probability that it is that account; what is left to 1 is “none of them”. */
const likeliest: Step = {
  name: 'match_likeliest',
  reads: ['match_compared'],
  sql: `
    WITH w AS (SELECT from_json($match_weights::JSON, '${weightsShape}') AS weights),
    scored AS (
      SELECT c.sought_id, c.record_id, max({weight: ${weight}, text: c.text,
        levels: {name: c.name, words: c.words, rarity: c.rarity, domain: c.domain}}) AS best, bool_or(c.is_true) AS is_true
      FROM match_compared c CROSS JOIN w GROUP BY c.sought_id, c.record_id),
    odds AS (
      SELECT *, exp(best.weight) / count(*) OVER (PARTITION BY sought_id) AS odds FROM scored)
    SELECT sought_id, record_id, best.text AS text, best.levels AS levels, is_true,
      $match_prior * odds / (1 - $match_prior + $match_prior * sum(odds) OVER (PARTITION BY sought_id)) AS raw,
      row_number() OVER (PARTITION BY sought_id ORDER BY odds DESC, record_id) AS place
    FROM odds QUALIFY place <= 3`,
}

/** What became of the witnesses: the likeliest account of each, its probability, and whether it is right. */
const trials: Step = {
  name: 'match_trials',
  reads: ['match_likeliest'],
  sql: 'SELECT sought_id, raw, is_true FROM match_likeliest WHERE place = 1 AND is_true IS NOT NULL ORDER BY sought_id',
}

export const matchScoreSteps: readonly Step[] = [likeliest, trials]

/** Candidates of every company: the accounts it equals or is linked to, else the three likeliest accounts. */
export const matchCandidates: Step = {
  name: 'match_candidates',
  reads: ['found_matches', 'match_likeliest', 'match_sought'],
  sql: `
    WITH calibrated AS (
      SELECT s.company_key, l.record_id, l.text, l.levels, l.place,
        1 / (1 + exp(-($match_prior_logit + $match_intercept
          + $match_slope * greatest(-$most_evidence, least($most_evidence, ln(greatest(l.raw, 1e-9) / greatest(1 - l.raw, 1e-9)) - $match_prior_logit))))) AS confidence
      FROM match_likeliest l JOIN match_sought s USING (sought_id) WHERE s.witness_domain IS NULL)
    SELECT company_key, record_id, method, confidence, evidence, true AS accepted, row_number() OVER (PARTITION BY company_key ORDER BY confidence DESC, record_id)::INTEGER AS place,
      NULL AS levels
    FROM found_matches
    UNION ALL
    SELECT company_key, record_id, 'similar_name', round(confidence, 6), text,
      $match_accepts AND place = 1 AND confidence >= $reliable_min AND starts_with(company_key, 'name:'), place::INTEGER, to_json(levels)::VARCHAR
    FROM calibrated WHERE confidence >= 0.01`,
}
