/**
 * Attributions from the evidence in a table with the columns of evidence.person_evidence: all of it is kept; the first by rank of what has not ended
 * is current.
 */
export const rankedEvidence = (evidence: string): string => `
    WITH ranked AS (
      SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY
          is_past, rank, confidence DESC, last_at DESC NULLS LAST, company_key, method, valid_from, valid_to) AS place,
        min(company_key) FILTER (NOT is_past) OVER (PARTITION BY person_id) <> max(company_key) FILTER (NOT is_past) OVER (PARTITION BY person_id) AS disagrees
      FROM ${evidence})
    SELECT person_id, company_key, method, confidence, evidence, place = 1 AND NOT is_past AS current,
      (NOT is_past AND coalesce(disagrees, false)) OR is_ambiguous AS conflict, valid_from, valid_to, is_past
    FROM ranked
    QUALIFY row_number() OVER (PARTITION BY person_id, company_key, method, is_past, valid_to ORDER BY place) = 1`
