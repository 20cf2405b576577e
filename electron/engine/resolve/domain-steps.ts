import type { Step } from '../sql/steps.ts'

/** Letters and digits of a text, for comparing names with logins and domain labels. */
const letters = (text: string): string => `regexp_replace(lower(strip_accents(${text})), '[^\\p{L}\\p{N}]+', '', 'g')`

/** Company texts of people; the name that is the person's own name is no company. */
const peopleTexts: Step = {
  name: 'people_texts',
  reads: ['people', 'text_facts'],
  sql: `
    SELECT p.person_id, p.person_key, p.company_text AS written, f.key
    FROM people p JOIN text_facts f ON f.written = p.company_text
    WHERE NOT p.is_bot AND f.key IS NOT NULL
      AND NOT coalesce(${letters('p.company_text')} IN (${letters('p.name')}, ${letters('p.login')}), false)`,
}

/** Domains that one person alone shows: no account, no event and no link states them. */
const solitaryDomains: Step = {
  name: 'solitary_domains',
  reads: ['identified', 'account_domains', 'actors', 'domain_facts', 'link_ends'],
  sql: `
    SELECT domain, min(person_key) AS person_key FROM identified
    ANTI JOIN account_domains USING (domain)
    ANTI JOIN (SELECT domain FROM link_ends) linked USING (domain)
    ANTI JOIN (SELECT f.domain FROM actors a JOIN domain_facts f ON f.written = a.domain) stated USING (domain)
    WHERE names_employer AND kind = 'corporate'
    GROUP BY domain HAVING min(person_key) = max(person_key)`,
}

/** Those of them that are the person's own: called like the person, or the person's website while the person states another company. What anybody else names as employer is a company. */
const personalDomains: Step = {
  name: 'personal_domains',
  reads: ['solitary_domains', 'people', 'people_texts', 'domain_facts'],
  sql: `
    WITH owners AS (
      SELECT s.domain, ${letters("split_part(s.domain, '.', 1)")} AS label, f.label_key, f.domain_key, ${letters('p.login')} AS login, ${letters('p.name')} AS name,
        ${letters("split_part(trim(p.name), ' ', -1)")} AS family, regexp_extract(lower(p.blog), '^(?:https?://)?([^/:?#]+)', 1) AS site
      FROM solitary_domains s JOIN people p USING (person_key)
      JOIN (SELECT domain, any_value(label_key) AS label_key, any_value(domain_key) AS domain_key FROM domain_facts GROUP BY domain) f ON f.domain = s.domain)
    SELECT domain FROM owners
    WHERE NOT EXISTS (SELECT 1 FROM people_texts t WHERE t.key IN (label_key, domain_key))
      AND (label IN (login, name) OR (length(login) >= 5 AND contains(label, login)) OR (length(label) >= 5 AND contains(login, label))
        OR (length(family) >= 4 AND contains(label, family)) OR site = domain OR ends_with(site, '.' || domain))`,
}

/** The employer's domain in each person's current profile. */
const profileDomains: Step = {
  name: 'profile_domains',
  reads: ['current_profiles', 'people', 'personal_domains'],
  sql: `
    SELECT p.person_id, c.person_key, c.domain FROM current_profiles c JOIN people p USING (person_key) ANTI JOIN personal_domains o ON o.domain = c.domain
    WHERE c.names_employer AND NOT p.is_bot`,
}

/** What each actor's own columns say: the domain of the address, else the domain column. */
const actorDomains: Step = {
  name: 'actor_domains',
  reads: ['actors', 'actor_persons', 'addresses', 'domain_facts', 'personal_domains'],
  sql: `
    SELECT a.actor_id, CASE WHEN m.names_employer AND m.kind <> 'noreply' AND o.domain IS NULL THEN m.domain END AS email_domain,
      CASE WHEN f.kind = 'corporate' OR ($education AND f.kind = 'education') THEN f.domain END AS stated_domain
    FROM actors a LEFT JOIN actor_persons p USING (actor_id) LEFT JOIN addresses m ON m.written = a.email LEFT JOIN personal_domains o ON o.domain = m.domain
    LEFT JOIN domain_facts f ON f.written = a.domain
    WHERE NOT coalesce(p.is_bot, false)`,
}

/** Every employer's domain that anybody shows. */
const shownDomains: Step = {
  name: 'shown_domains',
  reads: ['account_domains', 'actor_domains', 'profile_domains', 'domain_facts', 'claim_domains'],
  sql: `
    SELECT d.domain, any_value(f.label_key) AS label_key, any_value(f.domain_key) AS domain_key FROM (
      SELECT domain FROM account_domains
      UNION SELECT email_domain FROM actor_domains
      UNION SELECT stated_domain FROM actor_domains
      UNION SELECT domain FROM profile_domains
      UNION SELECT domain FROM claim_domains WHERE NOT is_refused) d
    JOIN domain_facts f USING (domain) GROUP BY d.domain`,
}

/** Which domains name an employer, and whose. */
export const domainSteps: readonly Step[] = [peopleTexts, solitaryDomains, personalDomains, profileDomains, actorDomains, shownDomains]
