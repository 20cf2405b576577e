/**
 * SELECT of claims with what they count for. `claims` has person_id, addressee, provider, current, verdict and sureness, and of the last word of a person
 * said (`accept`, `reject`), decision_id, reviewer and decided_at, all null where nobody said one. Adds `standing`: `human`, `correct`, `incorrect`, or null where
 * neither; and replaces sureness and the columns of the word by those that it rests on.
 *
 * A person outranks the verifiers. Both judge what is said to be true today; the earlier employers in the same answers share it, for it is about whether the
 * provider found the right person.
 */
export const claimStanding = (claims: string): string => `
    WITH said AS (
      SELECT *, CASE said WHEN 'accept' THEN 'human' WHEN 'reject' THEN 'incorrect' ELSE verdict END AS own FROM ${claims}),
    today AS (
      SELECT person_id, addressee, provider,
        CASE WHEN bool_or(own = 'human') THEN 'human' WHEN bool_or(own = 'correct') THEN 'correct' WHEN bool_and(own = 'incorrect') THEN 'incorrect' END AS own,
        max(sureness) FILTER (own = 'correct') AS sureness,
        arg_max({decision_id: decision_id, reviewer: reviewer, decided_at: decided_at}, decision_id) FILTER (own = 'human') AS word
      FROM said WHERE current GROUP BY ALL)
    SELECT s.* EXCLUDE (own, said, sureness, decision_id, reviewer, decided_at), CASE WHEN s.current OR s.said IS NOT NULL THEN s.own ELSE t.own END AS standing,
      CASE WHEN s.current OR s.said IS NOT NULL THEN s.sureness ELSE t.sureness END AS sureness,
      CASE WHEN s.current OR s.said IS NOT NULL THEN s.decision_id ELSE t.word.decision_id END AS decision_id,
      CASE WHEN s.current OR s.said IS NOT NULL THEN s.reviewer ELSE t.word.reviewer END AS reviewer,
      CASE WHEN s.current OR s.said IS NOT NULL THEN s.decided_at ELSE t.word.decided_at END AS decided_at
    FROM said s LEFT JOIN today t ON t.person_id = s.person_id AND t.addressee = s.addressee AND t.provider = s.provider`

/** Columns of a relation of claims on which nobody has said a word. */
export const unsaid = 'NULL::VARCHAR AS said, NULL::BIGINT AS decision_id, NULL::VARCHAR AS reviewer, NULL::TIMESTAMP AS decided_at'
