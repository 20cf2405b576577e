import type { Step } from '../sql/steps.ts'

/** What each actor's own columns say about the company: address, then domain, then text; an organisation stands for itself. */
const actorCompanies: Step = {
  name: 'actor_companies',
  reads: ['actors', 'actor_persons', 'actor_domains', 'text_companies'],
  sql: `
    SELECT a.actor_id, coalesce(d.email_domain, d.stated_domain, t.company_key, o.company_key) AS company_key,
      CASE WHEN coalesce(d.email_domain, d.stated_domain) IS NOT NULL THEN 0.95::DOUBLE ELSE coalesce(t.confidence, o.confidence) END AS confidence
    FROM actors a
    LEFT JOIN actor_persons p USING (actor_id)
    LEFT JOIN actor_domains d USING (actor_id)
    LEFT JOIN text_companies t ON t.written = a.company
    LEFT JOIN text_companies o ON o.written = CASE WHEN p.is_organisation THEN '@' || trim(a.login) END
    WHERE coalesce(d.email_domain, d.stated_domain, t.company_key, o.company_key) IS NOT NULL`,
}

const personEvidence: Step = {
  name: 'person_evidence',
  reads: ['people', 'current_profiles', 'text_companies', 'identified'],
  sql: `
    SELECT p.person_id, c.domain AS company_key, 'email_domain' AS method, 0.95::DOUBLE AS confidence, c.domain AS evidence, true AS from_profile,
      NULL::TIMESTAMP AS last_at, false AS is_ambiguous
    FROM people p JOIN current_profiles c USING (person_key) WHERE c.names_employer AND NOT p.is_bot
    UNION ALL
    SELECT p.person_id, t.company_key, t.method, t.confidence, p.company_text, true, NULL, t.is_ambiguous
    FROM people p JOIN text_companies t ON t.written = p.company_text WHERE NOT p.is_bot
    UNION ALL
    SELECT p.person_id, i.domain, 'email_domain', 0.95, i.domain, false, max(i.last_at), false
    FROM people p JOIN identified i USING (person_key)
    WHERE i.names_employer AND i.actor_id IS NOT NULL AND NOT p.is_bot
    GROUP BY p.person_id, i.domain`,
}

/**
 * The strongest evidence is current. What a profile says now outranks an address that some event once carried, as long as it is reliable;
 * among such addresses the latest counts.
 */
const attributions: Step = {
  name: 'attributions',
  reads: ['person_evidence'],
  sql: `
    WITH ranked AS (
      SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY
          CASE WHEN from_profile AND confidence >= 0.85 THEN 0 WHEN NOT from_profile THEN 1 ELSE 2 END,
          confidence DESC, last_at DESC NULLS LAST, company_key, method) AS place,
        min(company_key) OVER (PARTITION BY person_id) <> max(company_key) OVER (PARTITION BY person_id) AS disagrees
      FROM person_evidence)
    SELECT person_id, company_key, method, confidence, evidence, place = 1 AS current, disagrees OR is_ambiguous AS conflict FROM ranked
    QUALIFY row_number() OVER (PARTITION BY person_id, company_key, method ORDER BY place) = 1`,
}

/** One row per person with a company. */
const currentAttributions: Step = {
  name: 'current_attributions',
  reads: ['attributions'],
  sql: 'SELECT person_id, company_key, confidence FROM attributions WHERE current',
}

export const attributionSteps: readonly Step[] = [actorCompanies, personEvidence, attributions, currentAttributions]
