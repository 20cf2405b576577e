import { placeSql } from './place.ts'

/** SELECT of everybody with place, titles and the first record that is them. */
export const humansSql = `
      WITH known AS (
        SELECT human_id, (count(*) FILTER (kind = 'contact'))::INTEGER AS contacts, (count(*) FILTER (kind = 'person'))::INTEGER AS people,
          min(kind || ':' || value) FILTER (kind IN ('contact', 'person')) AS key, min(value) FILTER (kind = 'contact') AS contact_record_id, min(CASE WHEN kind = 'person' THEN value::INTEGER END) AS person_id
        FROM result.human_identifiers GROUP BY ALL),
      stated AS (
        SELECT human_id, string_agg(title || ' (' || source || ': ' || coalesce(persona, 'no rule fits') || ')', '; ' ORDER BY place) AS titles
        FROM result.human_titles WHERE title IS NOT NULL AND source <> 'bio' GROUP BY ALL)
      SELECT h.*, ${placeSql} AS place, k.* EXCLUDE (human_id), s.titles FROM result.humans h JOIN known k USING (human_id) LEFT JOIN stated s USING (human_id)`
