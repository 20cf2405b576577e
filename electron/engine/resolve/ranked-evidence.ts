/** Attributions from the evidence in a table with the columns of evidence.person_evidence: all of it is kept, the first by rank is current. */
export const rankedEvidence = (evidence: string): string => `
    WITH ranked AS (
      SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY
          rank, confidence DESC, last_at DESC NULLS LAST, company_key, method) AS place,
        min(company_key) OVER (PARTITION BY person_id) <> max(company_key) OVER (PARTITION BY person_id) AS disagrees
      FROM ${evidence})
    SELECT person_id, company_key, method, confidence, evidence, place = 1 AS current, disagrees OR is_ambiguous AS conflict FROM ranked
    QUALIFY row_number() OVER (PARTITION BY person_id, company_key, method ORDER BY place) = 1`
