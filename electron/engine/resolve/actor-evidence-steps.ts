import type { Step } from '../sql/steps.ts'

/** What each actor's own columns say, in the order in which it counts: address, domain, company text; an organisation stands for itself. */
export const actorEvidence: Step = {
  name: 'actor_evidence',
  reads: ['actors', 'actor_persons', 'actor_domains', 'text_companies', 'domain_aliases'],
  sql: `
    SELECT a.actor_id, p.person_id, 1 AS place, coalesce(l.company_key, d.email_domain) AS company_key, 'email_domain' AS method, $sure_email_domain::DOUBLE AS confidence, NULL::VARCHAR AS company_text
    FROM actors a JOIN actor_domains d USING (actor_id) LEFT JOIN actor_persons p USING (actor_id) LEFT JOIN domain_aliases l ON l.domain = d.email_domain WHERE d.email_domain IS NOT NULL
    UNION ALL
    SELECT a.actor_id, p.person_id, 2, coalesce(l.company_key, d.stated_domain), 'stated_domain', $sure_email_domain, NULL
    FROM actors a JOIN actor_domains d USING (actor_id) LEFT JOIN actor_persons p USING (actor_id) LEFT JOIN domain_aliases l ON l.domain = d.stated_domain WHERE d.stated_domain IS NOT NULL
    UNION ALL
    SELECT a.actor_id, p.person_id, 3, t.company_key, t.method, t.confidence, lower(trim(a.company))
    FROM actors a JOIN text_companies t ON t.written = a.company LEFT JOIN actor_persons p USING (actor_id)
    UNION ALL
    SELECT a.actor_id, NULL, 4, t.company_key, t.method, t.confidence, NULL
    FROM actors a JOIN actor_persons p USING (actor_id) JOIN text_companies t ON t.written = '@' || trim(a.login) WHERE p.is_organisation`,
}
