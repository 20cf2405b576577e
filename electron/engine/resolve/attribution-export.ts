/**
 * The `attributions` dataset: one row per person with a company, the current attribution. Binds `$reliable_min`.
 * Of several matched accounts it names the one spelled exactly as the person writes it, then one spelled so but for case, then one matched by
 * domain, then the smallest record id. `account_confidence` is the confidence that the person works at that account: of the attribution and the match together.
 */
export const attributionRows = `
  SELECT p.login, p.github_id, c.name AS company_name, c.domain AS company_domain, m.record_id AS account_record_id, a.method, a.confidence,
    a.confidence >= $reliable_min AS reliable, CASE WHEN a.method = m.method THEN a.confidence ELSE a.confidence * m.confidence END AS account_confidence, p.person_key, a.evidence, a.conflict
  FROM evidence.attributions a
  JOIN dev.people p USING (person_id)
  JOIN evidence.companies c USING (company_id)
  LEFT JOIN (
    SELECT m.company_id, t.company_text, unnest(arg_min({record_id: m.record_id, confidence: m.confidence, method: m.method}, [
        CASE WHEN n.name = t.company_text THEN 0 WHEN lower(n.name) = lower(t.company_text) THEN 1 WHEN m.method = 'domain' THEN 2 ELSE 3 END,
        coalesce(TRY_CAST(m.record_id AS BIGINT), 9223372036854775807)]))
    FROM evidence.matches m
    JOIN (SELECT DISTINCT a.company_id, p.company_text FROM evidence.attributions a JOIN dev.people p USING (person_id) WHERE a.current) t USING (company_id)
    JOIN crm.current_accounts n USING (record_id)
    GROUP BY m.company_id, t.company_text) m ON m.company_id = a.company_id AND m.company_text IS NOT DISTINCT FROM p.company_text
  WHERE a.current`

/** Columns of an exported attributions list, in order. */
export const attributionColumns = ['login', 'github_id', 'company_name', 'company_domain', 'account_record_id', 'method', 'confidence', 'reliable'] as const
