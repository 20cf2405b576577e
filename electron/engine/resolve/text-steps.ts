import type { Step } from '../sql/steps.ts'

/** Texts of people and events with how often they are written; only these need a company. Claims found incorrect write nothing: times 0 where nobody else does. */
const statedTexts: Step = {
  name: 'stated_texts',
  reads: ['people_texts', 'actors', 'actor_persons', 'person_claims'],
  sql: `
    WITH stated AS (
      SELECT written, false AS by_event, true AS counts FROM people_texts
      UNION ALL
      SELECT company, false, standing IS DISTINCT FROM 'incorrect' FROM person_claims WHERE company IS NOT NULL
      UNION ALL
      SELECT a.company, true, true FROM actors a LEFT JOIN actor_persons p USING (actor_id) WHERE a.company IS NOT NULL AND NOT coalesce(p.is_bot, false)
      UNION ALL
      SELECT '@' || trim(a.login), false, true FROM actors a JOIN actor_persons p USING (actor_id) WHERE p.is_organisation AND a.login IS NOT NULL)
    SELECT written, count(*) FILTER (counts) AS times, bool_or(by_event) AS by_event FROM stated GROUP BY written`,
}

/** The first known employer that a longer text lists, and whether the rest of it leaves no doubt. */
const listedCompanies: Step = {
  name: 'listed_companies',
  reads: ['text_parts', 'known_names'],
  sql: `
    SELECT written, {'company_key': company_key, 'claimants': claimants} AS known, spelling, key, is_handle,
      of = 1 OR (place = 1 AND known_parts = 1 AND NOT others_are_handles) AS is_sure
    FROM (
      SELECT p.*, w.company_key, w.claimants, count(w.key) OVER (PARTITION BY p.written) AS known_parts,
        bool_or(p.is_handle AND p.place > 1) OVER (PARTITION BY p.written) AS others_are_handles
      FROM text_parts p LEFT JOIN known_names w USING (key))
    WHERE company_key IS NOT NULL QUALIFY row_number() OVER (PARTITION BY written ORDER BY place) = 1`,
}

/**
 * The company of each text of people and events. A text of events is a known name by itself. Schools and communities are known, but name no
 * employer by themselves.
 */
const textCompanies: Step = {
  name: 'text_companies',
  reads: ['stated_texts', 'text_facts', 'text_parts', 'known_names', 'listed_companies', 'company_domains', 'domain_aliases'],
  sql: `
    WITH event_keys AS (SELECT DISTINCT f.key FROM stated_texts s JOIN text_facts f USING (written) WHERE s.by_event AND f.may_be_unknown),
    read AS (
      SELECT f.*, s.times, p.key AS part_key, p.spelling AS part_spelling, i.key AS listed_key, i.spelling AS listed_spelling, i.is_handle AS listed_handle, i.is_sure,
        CASE WHEN d.domain IS NOT NULL THEN {'company_key': d.domain, 'claimants': 1}
             WHEN a.domain IS NOT NULL THEN {'company_key': a.company_key, 'claimants': 1}
             WHEN w.key IS NOT NULL THEN {'company_key': w.company_key, 'claimants': w.claimants}
             WHEN l.key IS NOT NULL THEN {'company_key': l.company_key, 'claimants': l.claimants}
             WHEN r.key IS NOT NULL THEN {'company_key': r.company_key, 'claimants': r.claimants} END AS by_text,
        CASE WHEN h.key IS NOT NULL THEN {'company_key': h.company_key, 'claimants': h.claimants} END AS by_handle,
        CASE WHEN e.key IS NOT NULL THEN {'company_key': 'name:' || f.key, 'claimants': 1} END AS by_event,
        i.known AS by_list
      FROM stated_texts s JOIN text_facts f USING (written)
      LEFT JOIN company_domains d ON d.domain = f.domain
      LEFT JOIN domain_aliases a ON a.domain = f.domain
      LEFT JOIN known_names w ON w.key = f.key
      -- Another domain of the same label is another company; a company without a domain is this one.
      LEFT JOIN known_names l ON l.key = f.label_key AND starts_with(l.company_key, 'name:')
      LEFT JOIN known_names r ON r.key = f.short_key
      LEFT JOIN known_names h ON h.key = f.handle_key
      LEFT JOIN event_keys e ON e.key = f.key
      LEFT JOIN listed_companies i ON i.written = s.written
      LEFT JOIN text_parts p ON p.written = s.written AND p.of = 1
      WHERE f.key IS NOT NULL),
    chosen AS (
      SELECT *, coalesce(by_text, by_handle, CASE WHEN is_sure THEN by_list END, by_event, by_list) AS known,
        CASE WHEN by_text IS NOT NULL THEN 'text' WHEN by_handle IS NOT NULL THEN 'handle' WHEN by_list IS NOT NULL AND (is_sure OR by_event IS NULL) THEN 'list'
          WHEN by_event IS NOT NULL THEN 'text' WHEN handle IS NOT NULL THEN 'handle' WHEN part_key IS NOT NULL THEN 'part' ELSE 'text' END AS read_by
      FROM read WHERE may_be_unknown OR by_text IS NOT NULL),
    methods AS (
      SELECT *, CASE WHEN kind = 'school' AND NOT $education THEN 'school_text' WHEN kind = 'community' THEN 'community_text' WHEN known IS NULL THEN 'company_text_unknown'
          WHEN read_by = 'list' AND NOT is_sure THEN 'company_listed' WHEN is_handle OR read_by = 'handle' OR (read_by = 'list' AND listed_handle) THEN 'org_handle' ELSE 'company_text' END AS method,
        CASE read_by WHEN 'handle' THEN handle_key WHEN 'list' THEN listed_key WHEN 'part' THEN part_key ELSE key END AS read_key,
        CASE read_by WHEN 'handle' THEN handle WHEN 'list' THEN listed_spelling WHEN 'part' THEN part_spelling ELSE ltrim(trim(written), '@ ') END AS spelling
      FROM chosen)
    SELECT written, times, coalesce(known.company_key, 'name:' || read_key) AS company_key, method,
      CASE method WHEN 'school_text' THEN $sure_school_text WHEN 'community_text' THEN $sure_community_text WHEN 'company_text_unknown' THEN $sure_company_text_unknown
        WHEN 'company_listed' THEN $sure_company_listed WHEN 'org_handle' THEN $sure_org_handle ELSE $sure_company_text END::DOUBLE AS confidence,
      coalesce(known.claimants > 1, false) AS is_ambiguous, spelling, read_key AS key
    FROM methods`,
}

/** Which company each written text stands for. */
export const textSteps: readonly Step[] = [statedTexts, listedCompanies, textCompanies]
