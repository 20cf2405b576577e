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
  reads: ['actors', 'dev.profiles', 'ops.imports', 'addresses', 'mailmap_addresses'],
  sql: `
    WITH stated AS (
      SELECT actor_id, NULL AS import_id, NULL AS source_row, github_id, nullif(lower(trim(login)), '') AS login_key, nullif(trim(login), '') AS login,
        actor_type AS type, email, nullif(trim(handle), '') AS handle, first_at, last_at, false AS by_mailmap
      FROM actors
      UNION ALL
      SELECT NULL, p.import_id, p.source_row, p.github_id, nullif(lower(trim(p.login)), ''), nullif(trim(p.login), ''), p.type, p.email, NULL, i.collected_at, i.collected_at, false
      FROM dev.profiles p JOIN ops.imports i USING (import_id)
      UNION ALL
      SELECT NULL, import_id, source_row, NULL, NULL, NULL, NULL, email, NULL, NULL, NULL, true FROM mailmap_addresses)
    SELECT s.actor_id, s.import_id, s.source_row, s.type, s.handle, s.first_at, s.last_at, s.by_mailmap,
      coalesce(s.github_id, CASE WHEN coalesce(s.login_key, a.github_login) = a.github_login THEN a.github_id END) AS github_id,
      coalesce(s.login_key, CASE WHEN s.github_id IS NULL THEN a.github_login END) AS login_key,
      coalesce(s.login, CASE WHEN s.github_id IS NULL THEN a.github_login END) AS login,
      a.email AS any_email, a.domain, a.kind,
      CASE WHEN a.kind NOT IN ('noreply', 'invalid') THEN a.email END AS email,
      coalesce(a.names_employer AND a.kind <> 'noreply', false) AS names_employer
    FROM stated s LEFT JOIN addresses a ON a.written = s.email`,
}

/** What people decided about pairs of identities; of several decisions about one pair the newest. */
const pairDecisions: Step = {
  name: 'pair_decisions',
  reads: ['evidence.active_decisions'],
  sql: `
    SELECT subject, object, kind, decision_id, reviewer FROM evidence.active_decisions WHERE kind IN ('same_person', 'different_people') AND verdict = 'accept' AND object IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY subject, object ORDER BY decision_id DESC) = 1`,
}

/** Pairs that were told apart; what rows say does not join them. */
const apart: Step = { name: 'apart', reads: ['pair_decisions'], sql: `SELECT subject, object FROM pair_decisions WHERE kind = 'different_people'` }

const notApart = (left: string, right: string): string => `NOT EXISTS (SELECT 1 FROM apart WHERE subject = least(${left}, ${right}) AND object = greatest(${left}, ${right}))`

/** Identities that need an owner: those that rows, statements or decisions name by themselves. */
const bareIdentities: Step = {
  name: 'bare_identities',
  reads: ['sightings', 'pair_decisions'],
  sql: `
    SELECT 'login:' || login_key AS key FROM sightings WHERE github_id IS NULL AND login_key IS NOT NULL
    UNION SELECT 'email:' || email FROM sightings WHERE github_id IS NULL AND login_key IS NULL AND email IS NOT NULL
    UNION SELECT unnest([subject, object]) FROM pair_decisions`,
}

/** A login that several numeric ids have held belongs to the latest of them. */
const loginOwners: Step = {
  name: 'login_owners',
  reads: ['sightings', 'bare_identities', 'apart'],
  sql: `
    SELECT * FROM (
      SELECT login_key, max_by(github_id, {'at': coalesce(last_at, TIMESTAMP '1970-01-01'), 'id': github_id}) AS github_id
      FROM sightings SEMI JOIN bare_identities ON key = 'login:' || login_key
      WHERE github_id IS NOT NULL GROUP BY login_key)
    WHERE ${notApart("'login:' || login_key", "'github:' || github_id")}`,
}

/** An address that rows tie to one account is that account's; one that several share identifies none of them. */
const emailOwners: Step = {
  name: 'email_owners',
  reads: ['sightings', 'login_owners', 'bare_identities', 'apart'],
  sql: `
    SELECT email, min(owner) AS owner FROM (
      SELECT s.email, coalesce('github:' || coalesce(s.github_id, o.github_id), 'login:' || s.login_key) AS owner
      FROM sightings s LEFT JOIN login_owners o USING (login_key)
      SEMI JOIN bare_identities ON key = 'email:' || s.email)
    WHERE owner IS NOT NULL GROUP BY email HAVING min(owner) = max(owner) AND ${notApart("'email:' || email", 'min(owner)')}`,
}

/** What each row by itself leads to. A row with nothing but a community handle stands for the handle. */
const rowIdentities: Step = {
  name: 'row_identities',
  reads: ['sightings', 'login_owners', 'email_owners'],
  sql: `
    SELECT s.*, coalesce('github:' || coalesce(s.github_id, o.github_id), 'login:' || s.login_key, e.owner, 'email:' || s.email, 'handle:' || s.handle) AS row_key
    FROM sightings s LEFT JOIN login_owners o USING (login_key) LEFT JOIN email_owners e USING (email)
    WHERE coalesce(s.github_id::VARCHAR, s.login_key, s.email, s.handle) IS NOT NULL`,
}

/** Identities that decisions name, and whose they are. */
const owned: Step = {
  name: 'owned_identities',
  reads: ['login_owners', 'email_owners'],
  sql: `SELECT 'login:' || login_key AS key, 'github:' || github_id AS owner FROM login_owners UNION ALL SELECT 'email:' || email, owner FROM email_owners`,
}

const pairsOfOwners = (kind: string): string => `
    SELECT coalesce(a.owner, d.subject) AS one, coalesce(b.owner, d.object) AS other, d.reviewer, d.decision_id
    FROM pair_decisions d LEFT JOIN owned_identities a ON a.key = d.subject LEFT JOIN owned_identities b ON b.key = d.object
    WHERE d.kind = '${kind}' AND coalesce(a.owner, d.subject) <> coalesce(b.owner, d.object)`

const apartPeople: Step = {
  name: 'apart_people',
  reads: ['pair_decisions', 'owned_identities'],
  sql: `SELECT DISTINCT one AS subject, other AS object FROM (${pairsOfOwners('different_people')})`,
}

/** Statements that two identities are one person, decisions first: `merge-people.ts` follows them as far as nothing speaks against it. */
const identityLinks: Step = {
  name: 'identity_links',
  reads: ['row_identities', 'pair_decisions', 'owned_identities', 'mailmap_pairs'],
  sql: `
    SELECT one, other, 'decision' AS reason, reviewer AS evidence, decision_id AS rank FROM (${pairsOfOwners('same_person')})
    UNION
    SELECT row_key, 'handle:' || handle, 'handle', handle, 9223372036854775807 FROM row_identities WHERE handle IS NOT NULL AND row_key <> 'handle:' || handle
    UNION
    SELECT p.row_key, c.row_key, 'mailmap', m.proper_email, 9223372036854775807 FROM mailmap_pairs m
    JOIN row_identities p ON p.by_mailmap AND p.any_email = m.proper_email JOIN row_identities c ON c.by_mailmap AND c.any_email = m.commit_email
    WHERE NOT m.is_shared AND p.row_key <> c.row_key`,
}

const identified: Step = {
  name: 'identified',
  reads: ['row_identities', 'merged_keys'],
  sql: 'SELECT i.*, coalesce(m.person_key, i.row_key) AS person_key FROM row_identities i LEFT JOIN merged_keys m USING (row_key)',
}

/** The latest text, of equally late ones the last by alphabet: the greatest text with its fixed-width time before it. */
const latest = (text: string) => `substr(max(lpad(greatest(coalesce(epoch_us(last_at), 0), 0)::VARCHAR, 20, '0') || ${text}), 21)`

/** Numbered by key, so the order of files and rows never shows. Whom only a mailmap names did nothing. */
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
      HAVING NOT bool_or(coalesce(lower(type) = 'organization', false)) AND NOT bool_and(by_mailmap))`,
}

const currentProfiles: Step = {
  name: 'current_profiles',
  reads: ['identified', 'dev.profiles'],
  sql: `
    SELECT i.person_key, i.domain, i.kind, i.names_employer, p.* FROM identified i JOIN dev.profiles p USING (import_id, source_row)
    QUALIFY row_number() OVER (PARTITION BY i.person_key ORDER BY i.last_at DESC, p.import_id DESC, p.source_row DESC) = 1`,
}

/** What mailmaps call a person: by the address the person is known by, else by the first of the alphabet. */
const mailmapNames: Step = {
  name: 'mailmap_names',
  reads: ['identified', 'mailmap_addresses'],
  sql: `
    SELECT i.person_key, arg_min(m.name, (i.row_key <> i.person_key, m.email)) AS name
    FROM identified i JOIN mailmap_addresses m ON m.email = i.any_email WHERE i.by_mailmap AND m.name IS NOT NULL GROUP BY i.person_key`,
}

const people: Step = {
  name: 'people',
  reads: ['persons', 'current_profiles', 'mailmap_names'],
  sql: `
    SELECT n.person_id, n.person_key, n.github_id, coalesce(nullif(trim(p.login), ''), n.login) AS login, coalesce(nullif(trim(p.name), ''), m.name) AS name,
      coalesce(lower(nullif(trim(p.email), '')), n.email) AS email, nullif(trim(p.company), '') AS company_text,
      p.bio, p.location, p.blog, n.is_bot
    FROM persons n LEFT JOIN current_profiles p USING (person_key) LEFT JOIN mailmap_names m USING (person_key)`,
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

/** Every identity of a person with what joined it: the id or login itself, a row that states it beside them, a statement or a decision. */
const identities: Step = {
  name: 'identities',
  reads: ['identified', 'persons', 'merged_keys'],
  sql: `
    WITH stated AS (
      SELECT person_key, row_key, import_id, source_row, last_at, by_mailmap, unnest([
        {'kind': 'github_id', 'value': github_id::VARCHAR, 'key': 'github:' || github_id}, {'kind': 'login', 'value': login, 'key': 'login:' || login_key},
        {'kind': 'email', 'value': coalesce(email, any_email), 'key': 'email:' || coalesce(email, any_email)}, {'kind': 'handle', 'value': handle, 'key': 'handle:' || handle}], recursive := true)
      FROM identified)
    SELECT n.person_id, s.kind, s.value, s.key, s.import_id, s.source_row,
      coalesce(m.reason, CASE WHEN s.key = s.person_key THEN 'itself' WHEN s.by_mailmap THEN 'mailmap' WHEN s.import_id IS NOT NULL THEN 'profile' ELSE 'event' END) AS reason, m.evidence
    FROM stated s JOIN persons n USING (person_key) LEFT JOIN merged_keys m ON m.row_key = s.key
    WHERE s.value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY n.person_id, s.key ORDER BY s.by_mailmap <> (coalesce(m.reason, '') = 'mailmap'), s.import_id DESC NULLS LAST, s.source_row DESC, s.last_at DESC NULLS LAST, s.value) = 1`,
}

/** Who is who by what rows state: numeric GitHub id, else login, else e-mail, else community handle. Two different ids are never one person. */
export const rowIdentitySteps: readonly Step[] = [addresses, sightings, pairDecisions, apart, bareIdentities, loginOwners, emailOwners, rowIdentities, owned, apartPeople, identityLinks]

/** People, after statements and decisions joined identities (`merged_keys`). */
export const identitySteps: readonly Step[] = [identified, persons, currentProfiles, mailmapNames, people, actorPersons, emails, identities]
