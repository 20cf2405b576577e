import type { Step } from '../sql/steps.ts'

/** Distinct e-mail addresses and what they say: an identity, a GitHub login, an employer's domain, or nothing. */
const addresses: Step = {
  name: 'addresses',
  reads: ['written_addresses', 'domain_facts'],
  sql: `
    SELECT a.written, a.email, coalesce(f.domain, a.host) AS domain,
      CASE WHEN list_contains($noreply_local_parts, a.local_part) THEN 'noreply' ELSE f.kind END AS kind,
      CASE WHEN f.is_github_noreply THEN regexp_replace(a.local_part, '^\\d+\\+', '') END AS github_login,
      CASE WHEN f.is_github_noreply THEN TRY_CAST(regexp_extract(a.local_part, '^(\\d+)\\+', 1) AS BIGINT) END AS github_id,
      f.kind = 'corporate' OR ($education AND f.kind = 'education') AS names_employer
    FROM written_addresses a JOIN domain_facts f ON f.written = a.host`,
}

/** Every combination of identifiers that some row states. A noreply address stands for its login where the row names no other. */
const sightings: Step = {
  name: 'sightings',
  reads: ['actors', 'dev.profiles', 'ops.imports', 'addresses'],
  sql: `
    WITH stated AS (
      SELECT actor_id, NULL AS import_id, NULL AS source_row, github_id, nullif(lower(trim(login)), '') AS login_key, nullif(trim(login), '') AS login,
        actor_type AS type, email, last_at
      FROM actors
      UNION ALL
      SELECT NULL, p.import_id, p.source_row, p.github_id, nullif(lower(trim(p.login)), ''), nullif(trim(p.login), ''), p.type, p.email, i.collected_at
      FROM dev.profiles p JOIN ops.imports i USING (import_id))
    SELECT s.actor_id, s.import_id, s.source_row, s.type, s.last_at,
      coalesce(s.github_id, CASE WHEN coalesce(s.login_key, a.github_login) = a.github_login THEN a.github_id END) AS github_id,
      coalesce(s.login_key, CASE WHEN s.github_id IS NULL THEN a.github_login END) AS login_key,
      coalesce(s.login, CASE WHEN s.github_id IS NULL THEN a.github_login END) AS login,
      a.email AS any_email, a.domain, a.kind,
      CASE WHEN a.kind NOT IN ('noreply', 'invalid') THEN a.email END AS email,
      coalesce(a.names_employer AND a.kind <> 'noreply', false) AS names_employer
    FROM stated s LEFT JOIN addresses a ON a.written = s.email`,
}

/** A login that several numeric ids have held belongs to the latest of them. */
const loginOwners: Step = {
  name: 'login_owners',
  reads: ['sightings'],
  sql: `
    SELECT login_key, max_by(github_id, {'at': coalesce(last_at, TIMESTAMP '1970-01-01'), 'id': github_id}) AS github_id
    FROM sightings SEMI JOIN (SELECT login_key FROM sightings WHERE github_id IS NULL AND login_key IS NOT NULL) bare USING (login_key)
    WHERE github_id IS NOT NULL GROUP BY login_key`,
}

/** An address that rows tie to one account is that account's; one that several share identifies none of them. */
const emailOwners: Step = {
  name: 'email_owners',
  reads: ['sightings', 'login_owners'],
  sql: `
    SELECT email, min(owner) AS owner FROM (
      SELECT s.email, coalesce('github:' || coalesce(s.github_id, o.github_id), 'login:' || s.login_key) AS owner
      FROM sightings s LEFT JOIN login_owners o USING (login_key)
      SEMI JOIN (SELECT email FROM sightings WHERE github_id IS NULL AND login_key IS NULL AND email IS NOT NULL) bare ON bare.email = s.email)
    WHERE owner IS NOT NULL GROUP BY email HAVING min(owner) = max(owner)`,
}

const identified: Step = {
  name: 'identified',
  reads: ['sightings', 'login_owners', 'email_owners'],
  sql: `
    SELECT s.*, coalesce('github:' || coalesce(s.github_id, o.github_id), 'login:' || s.login_key, e.owner, 'email:' || s.email) AS person_key
    FROM sightings s LEFT JOIN login_owners o USING (login_key) LEFT JOIN email_owners e USING (email)
    WHERE coalesce(s.github_id::VARCHAR, s.login_key, s.email) IS NOT NULL`,
}

/** The latest text, of equally late ones the last by alphabet: the greatest text with its fixed-width time before it. */
const latest = (text: string) => `substr(max(lpad(greatest(coalesce(epoch_us(last_at), 0), 0)::VARCHAR, 20, '0') || ${text}), 21)`

/** Numbered by key, so the order of files and rows never shows. */
const persons: Step = {
  name: 'persons',
  reads: ['identified'],
  sql: `
    SELECT row_number() OVER (ORDER BY person_key)::INTEGER AS person_id, * FROM (
      SELECT person_key, any_value(github_id) AS github_id,
        ${latest('login')} AS login,
        ${latest('any_email')} AS email,
        bool_or(coalesce(lower(type) = 'bot', false) OR coalesce(ends_with(login_key, '[bot]') OR list_contains($bots, login_key), false)) AS is_bot
      FROM identified GROUP BY person_key
      HAVING NOT bool_or(coalesce(lower(type) = 'organization', false)))`,
}

const currentProfiles: Step = {
  name: 'current_profiles',
  reads: ['identified', 'dev.profiles'],
  sql: `
    SELECT i.person_key, i.domain, i.kind, i.names_employer, p.* FROM identified i JOIN dev.profiles p USING (import_id, source_row)
    QUALIFY row_number() OVER (PARTITION BY i.person_key ORDER BY p.import_id DESC, p.source_row DESC) = 1`,
}

const people: Step = {
  name: 'people',
  reads: ['persons', 'current_profiles'],
  sql: `
    SELECT n.person_id, n.person_key, n.github_id, coalesce(nullif(trim(p.login), ''), n.login) AS login, nullif(trim(p.name), '') AS name,
      coalesce(lower(nullif(trim(p.email), '')), n.email) AS email, nullif(trim(p.company), '') AS company_text,
      p.bio, p.location, p.blog, n.is_bot
    FROM persons n LEFT JOIN current_profiles p USING (person_key)`,
}

/** The person of each actor; none for organisations and for rows that identify nobody. */
const actorPersons: Step = {
  name: 'actor_persons',
  reads: ['identified', 'persons'],
  sql: `
    SELECT i.actor_id, n.person_id, coalesce(n.is_bot, false) AS is_bot, n.person_id IS NULL AS is_organisation
    FROM identified i LEFT JOIN persons n USING (person_key) WHERE i.actor_id IS NOT NULL`,
}

const emails: Step = {
  name: 'emails',
  reads: ['identified', 'persons'],
  sql: `
    SELECT DISTINCT n.person_id, i.any_email AS email, i.domain, i.kind
    FROM identified i JOIN persons n USING (person_key) WHERE i.any_email IS NOT NULL`,
}

/** Who is who: numeric GitHub id, else login, else e-mail. Two different ids are never one person. */
export const identitySteps: readonly Step[] = [addresses, sightings, loginOwners, emailOwners, identified, persons, currentProfiles, people, actorPersons, emails]
