import type { Step } from '../sql/steps.ts'
import { statedClaims } from './claim-evidence-steps.ts'
import { mailmapSteps } from './mailmap-steps.ts'

/** Identifies an actor by its columns in one number; `distinct_actors` fails where two actors share it. */
export const actorHash = 'hash(github_id, login, actor_type, email, domain, company, handle)'

/** What imports state, each distinct spelling once; the only steps that read every event besides the signals. */
export const writtenSteps: readonly Step[] = [
  {
    name: 'actors',
    reads: ['dev.events'],
    sql: `
      SELECT row_number() OVER ()::INTEGER AS actor_id, ${actorHash} AS actor_hash, * FROM (
        SELECT github_id, login, actor_type, email, domain, company, handle, min(occurred_at) AS first_at, max(occurred_at) AS last_at FROM dev.events
        GROUP BY github_id, login, actor_type, email, domain, company, handle)`,
  },
  {
    name: 'distinct_actors',
    reads: ['actors'],
    sql: `
      SELECT CASE WHEN count(*) = count(DISTINCT actor_hash) THEN true ELSE error('Two actors share one hash.') END AS holds FROM actors`,
  },
  ...mailmapSteps,
  {
    name: 'written_addresses',
    reads: ['actors', 'dev.profiles', 'mailmap_addresses'],
    sql: `
      SELECT written, lower(trim(written)) AS email, split_part(lower(trim(written)), '@', 1) AS local_part, split_part(lower(trim(written)), '@', 2) AS host
      FROM (SELECT email AS written FROM actors UNION SELECT email FROM dev.profiles UNION SELECT email FROM mailmap_addresses)
      WHERE regexp_full_match(trim(written), '[^@\\s]+@[^@\\s]+')`,
  },
  statedClaims,
  {
    name: 'written_domains',
    reads: ['written_addresses', 'actors', 'crm.current_accounts', 'stated_claims', 'evidence.company_links'],
    sql: `
      SELECT row_number() OVER () AS place, written FROM (
        SELECT host AS written FROM written_addresses
        UNION SELECT domain FROM actors WHERE domain IS NOT NULL
        UNION SELECT domain FROM crm.current_accounts WHERE domain IS NOT NULL
        UNION SELECT unnest(further_domains) FROM crm.current_accounts
        UNION SELECT domain FROM stated_claims WHERE domain IS NOT NULL
        UNION SELECT unnest([child, parent]) FROM evidence.company_links)`,
  },
]

/** Company texts of people, events and accounts; an organisation that acts itself is stated by its handle. */
export const writtenTexts: Step = {
  name: 'written_texts',
  reads: ['actors', 'actor_persons', 'people', 'crm.current_accounts', 'stated_claims', 'evidence.company_links'],
  sql: `
    SELECT row_number() OVER () AS place, written FROM (
      SELECT company AS written FROM actors WHERE company IS NOT NULL
      UNION SELECT '@' || trim(a.login) FROM actors a JOIN actor_persons p USING (actor_id) WHERE p.is_organisation AND a.login IS NOT NULL
      UNION SELECT company_text FROM people WHERE company_text IS NOT NULL AND NOT is_bot
      UNION SELECT name FROM crm.current_accounts WHERE name IS NOT NULL
      UNION SELECT unnest(aliases) FROM crm.current_accounts
      UNION SELECT company FROM stated_claims WHERE company IS NOT NULL
      UNION SELECT unnest([child, parent]) FROM evidence.company_links)`,
}

/** Biographies that can name an employer, of people who state none otherwise. */
export const writtenBios: Step = {
  name: 'written_bios',
  reads: ['people', 'current_profiles'],
  sql: `
    SELECT row_number() OVER () AS place, written FROM (
      SELECT DISTINCT p.bio AS written FROM people p JOIN current_profiles c USING (person_key)
      WHERE NOT p.is_bot AND p.company_text IS NULL AND NOT c.names_employer AND regexp_matches(p.bio, '@|\\bat\\s'))`,
}
