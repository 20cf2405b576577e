import { unresolvedPeopleSql } from '../../analyse/unresolved.ts'
import { scoreValues } from '../../score/contribution-steps.ts'
import { keptColumn as column, type Definition } from '../definition.ts'

export const people: Definition = {
  needs: 'scored',
  columns: [
    column('text', 'login', ['Login', 'GitHub login, where known.']),
    column('text', 'name', ['Name', 'Name on the profile.']),
    column('text', 'company_name', ['Company', 'Company this person is attributed to with the highest confidence.']),
    column('text', 'company_domain', ['Company domain', 'Registrable domain of that company.']),
    column('text', 'method', ['Method', 'Kind of evidence behind the attribution.'], { exact: true }),
    column('number', 'confidence', ['Confidence', 'Confidence of the attribution, from 0 to 1.']),
    column('boolean', 'reliable', ['Reliable', 'Whether the confidence reaches the reliable minimum of the score model.']),
    column('boolean', 'conflict', ['Conflict', 'Whether evidence also names another company.']),
    column('integer', 'events', ['Events', 'Signals of this person that can count, without duplicates.']),
    column('instant', 'first_at', ['First event', 'Earliest of these signals.'], { hidden: true }),
    column('instant', 'last_at', ['Last event', 'Latest of these signals.']),
    column('text', 'email', ['E-mail', 'E-mail address of the profile or of an event.']),
    column('text', 'company_text', ['Company text', 'What the profile says in its company field.']),
    column('text', 'location', ['Location', 'What the profile says in its location field.']),
    column('text', 'blog', ['Website', 'Website given on the profile.'], { hidden: true }),
    column('text', 'bio', ['Bio', 'Text of the profile.'], { hidden: true }),
    column('boolean', 'unresolved', ['Without a company', 'Active within the active period of the score model, and none of that activity is attributed to a company under the policy.'], { hidden: true }),
    column('boolean', 'is_bot', ['Bot', 'Bots are kept and never scored.']),
    column('integer', 'github_id', ['GitHub id', 'Numeric account id, which a renamed login keeps.'], { hidden: true }),
    column('text', 'person_key', ['Key', 'Identity of the person: GitHub id, else login, else e-mail address.'], { hidden: true, exact: true }),
  ],
  order: ['-events', 'login', 'person_key'],
  table: ({ asOf, policy, model }) => ({
    sql: `
      WITH best AS (
        SELECT person_id, max_by({company_id: company_id, method: method, confidence: confidence}, (confidence, -company_id)) AS attribution,
          bool_or(conflict) AS conflict
        FROM evidence.attributions WHERE current GROUP BY person_id),
      activity AS (
        SELECT person_id, count(*) AS events, min(occurred_at) AS first_at, max(occurred_at) AS last_at
        FROM result.signals WHERE occurred_at <= $as_of::TIMESTAMP GROUP BY person_id),
      unresolved AS (${unresolvedPeopleSql})
      SELECT p.person_key, p.github_id, p.login, p.name, p.email, p.company_text, p.bio, p.location, p.blog, p.is_bot,
        c.name AS company_name, c.domain AS company_domain, b.attribution.method AS method, b.attribution.confidence AS confidence,
        coalesce(b.attribution.confidence >= $reliable_min, false) AS reliable, coalesce(b.conflict, false) AS conflict,
        coalesce(a.events, 0) AS events, a.first_at, a.last_at,
        u.person_id IS NOT NULL AS unresolved
      FROM dev.people p LEFT JOIN best b USING (person_id) LEFT JOIN evidence.companies c ON c.company_id = b.attribution.company_id
        LEFT JOIN activity a USING (person_id) LEFT JOIN unresolved u USING (person_id)`,
    values: { ...scoreValues({ asOf: asOf ?? 'infinity', policy, model }), reliable_min: model.reliable_min },
  }),
}
