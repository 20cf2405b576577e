import type { Step } from '../sql/steps.ts'
import { claimEvidenceSteps } from './claim-evidence-steps.ts'
import { employmentPeriods } from './employment-periods.ts'
import { rankedEvidence } from './ranked-evidence.ts'

/** What each actor's own columns say about the company: address, then domain, then text; an organisation stands for itself. */
const actorCompanies: Step = {
  name: 'actor_companies',
  reads: ['actors', 'actor_persons', 'actor_domains', 'text_companies', 'domain_aliases'],
  sql: `
    SELECT a.actor_id, coalesce(l.company_key, d.email_domain, d.stated_domain, t.company_key, o.company_key) AS company_key,
      CASE WHEN coalesce(d.email_domain, d.stated_domain) IS NOT NULL THEN $sure_email_domain::DOUBLE ELSE coalesce(t.confidence, o.confidence) END AS confidence
    FROM actors a
    LEFT JOIN actor_persons p USING (actor_id)
    LEFT JOIN actor_domains d USING (actor_id)
    LEFT JOIN domain_aliases l ON l.domain = coalesce(d.email_domain, d.stated_domain)
    LEFT JOIN text_companies t ON t.written = a.company
    LEFT JOIN text_companies o ON o.written = CASE WHEN p.is_organisation THEN '@' || trim(a.login) END
    WHERE coalesce(d.email_domain, d.stated_domain, t.company_key, o.company_key) IS NOT NULL`,
}

/** Websites that are somebody's company: the host of an account, or a domain at which several people have addresses. Pages on other sites say nothing. */
const websiteDomains: Step = {
  name: 'website_domains',
  reads: ['people', 'company_domains', 'account_domains', 'solitary_domains', 'domain_facts'],
  sql: `
    WITH hosts AS (
      SELECT person_id, regexp_extract(lower(trim(blog)), '^(?:https?://)?(?:www\\.)?([^/:?#]+)/?$', 1) AS host FROM people WHERE blog IS NOT NULL AND NOT is_bot)
    SELECT h.person_id, d.domain FROM hosts h JOIN company_domains d ON d.domain = h.host
    SEMI JOIN (SELECT domain FROM domain_facts WHERE kind = 'corporate' AND NOT is_profile_site) own ON own.domain = d.domain
    ANTI JOIN solitary_domains s ON s.domain = d.domain`,
}

/** Everything that speaks for an employer. An address of a solitary domain yields to a known name of another company. */
const personEvidence: Step = {
  name: 'person_evidence',
  reads: ['people', 'profile_domains', 'people_texts', 'text_companies', 'website_domains', 'bio_parts', 'known_names', 'identified', 'personal_domains', 'solitary_domains', 'domain_aliases', 'claim_evidence'],
  sql: `
    WITH stated AS (SELECT p.person_id, p.written, t.* EXCLUDE (written) FROM people_texts p JOIN text_companies t USING (written))
    SELECT d.person_id, coalesce(l.company_key, d.domain) AS company_key, 'email_domain' AS method, $sure_email_domain::DOUBLE AS confidence, d.domain AS evidence,
      CASE WHEN s.domain IS NOT NULL AND t.company_key <> d.domain THEN 1 ELSE 0 END AS rank, NULL::TIMESTAMP AS last_at, false AS is_ambiguous,
      NULL::TIMESTAMP AS valid_from, NULL::TIMESTAMP AS valid_to, false AS is_past
    FROM profile_domains d LEFT JOIN domain_aliases l USING (domain) LEFT JOIN solitary_domains s USING (domain) LEFT JOIN stated t USING (person_id)
    UNION ALL
    SELECT person_id, company_key, method, confidence, written, CASE WHEN confidence >= $reliable_min THEN 0 ELSE 3 END, NULL, is_ambiguous, NULL, NULL, false FROM stated
    UNION ALL
    SELECT w.person_id, coalesce(l.company_key, w.domain), 'website_domain', $sure_website_domain::DOUBLE, w.domain, 0, NULL, false, NULL, NULL, false
    FROM website_domains w LEFT JOIN domain_aliases l USING (domain)
    UNION ALL
    (SELECT p.person_id, w.company_key, 'bio_text', $sure_bio_text::DOUBLE, b.spelling, 3, NULL, w.claimants > 1, NULL, NULL, false
    FROM people p JOIN bio_parts b ON b.written = p.bio JOIN known_names w ON w.key = b.key
    WHERE NOT p.is_bot QUALIFY row_number() OVER (PARTITION BY p.person_id ORDER BY b.place) = 1)
    UNION ALL
    SELECT p.person_id, coalesce(l.company_key, i.domain), 'email_domain', $sure_email_domain::DOUBLE, i.domain, 2, max(i.last_at), false, NULL, NULL, false
    FROM people p JOIN identified i USING (person_key) LEFT JOIN domain_aliases l ON l.domain = i.domain
    ANTI JOIN personal_domains o ON o.domain = i.domain
    WHERE i.names_employer AND i.actor_id IS NOT NULL AND NOT p.is_bot
    GROUP BY ALL
    UNION ALL
    SELECT person_id, company_key, method, confidence, evidence, CASE WHEN confidence >= $reliable_min THEN 0 ELSE 4 END, NULL, is_ambiguous, valid_from, valid_to, is_past FROM claim_evidence`,
}

/**
 * The strongest evidence is current. What a profile says now outranks an address that some event once carried, as long as it is reliable;
 * among such addresses the latest counts.
 */
const attributions: Step = {
  name: 'attributions',
  reads: ['person_evidence'],
  sql: rankedEvidence('person_evidence'),
}

/** One row per person with a company. */
const currentAttributions: Step = {
  name: 'current_attributions',
  reads: ['attributions'],
  sql: 'SELECT person_id, company_key, confidence FROM attributions WHERE current',
}

const periods: Step = { name: 'employment_periods', reads: ['attributions'], sql: employmentPeriods({ from: 'attributions', company: 'company_key' }) }

export const attributionSteps: readonly Step[] = [actorCompanies, websiteDomains, ...claimEvidenceSteps, personEvidence, attributions, currentAttributions, periods]
