interface Attributions {
  /** Relation with person_id, method, confidence, current, valid_from, valid_to, is_past and `company`. */
  from: string
  company: string
}

/**
 * SELECT of the times (valid_from ≤ t < valid_to) in which a person worked elsewhere than today, without overlaps: of several employments of one time the
 * surer, then the later begun. Only employments with a beginning and an end count; one that is not reliable takes nothing from a reliable
 * employer of today, and a decision about a person is about all times but those for which a person found a claim correct.
 */
export const employmentPeriods = ({ from, company }: Attributions): string => `
    WITH present AS (SELECT person_id, ${company}, method, confidence FROM ${from} WHERE current),
    past AS (
      SELECT a.person_id, a.${company}, a.confidence, a.valid_from, a.valid_to FROM ${from} a LEFT JOIN present p USING (person_id)
      WHERE a.is_past AND a.valid_from < a.valid_to AND (p.method IS DISTINCT FROM 'human' OR a.method = 'human') AND (a.confidence >= $reliable_min OR coalesce(p.confidence, 0) < $reliable_min)),
    dated AS (
      SELECT * FROM past
      UNION ALL
      SELECT a.person_id, a.${company}, p.confidence, a.valid_from, TIMESTAMP 'infinity'
      FROM ${from} a JOIN present p USING (person_id, ${company}) SEMI JOIN past USING (person_id) WHERE NOT a.is_past AND a.valid_from IS NOT NULL),
    cuts AS (SELECT person_id, valid_from AS cut FROM dated UNION SELECT person_id, valid_to FROM dated),
    spans AS (SELECT person_id, cut AS valid_from, lead(cut) OVER (PARTITION BY person_id ORDER BY cut) AS valid_to FROM cuts)
    SELECT s.person_id, d.${company}, d.confidence, s.valid_from, s.valid_to
    FROM spans s JOIN dated d ON d.person_id = s.person_id AND d.valid_from <= s.valid_from AND d.valid_to >= s.valid_to
    LEFT JOIN present p ON p.person_id = s.person_id
    WHERE s.valid_to IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY s.person_id, s.valid_from ORDER BY d.confidence DESC, d.valid_from DESC, d.${company}) = 1`
