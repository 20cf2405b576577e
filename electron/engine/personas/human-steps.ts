import { personas, type PersonaRules } from '../../../shared/persona-rules.ts'
import type { Step } from '../sql/steps.ts'
import { standingClaims } from './identifier-steps.ts'
import { firstRule, titleWordsSql } from './rules.ts'

export const humanInputs = [
  'persona_identifiers', 'persona_nodes', 'dev.people', 'crm.current_contacts', 'crm.current_contact_stages', 'evidence.person_claims', 'evidence.active_decisions', 'result.signals',
] as const

/** People and contacts with the human they are. */
const members: readonly Step[] = [
  {
    name: 'people',
    reads: ['persona_identifiers', 'persona_nodes', 'dev.people'],
    sql: `SELECT n.human_id, p.* FROM persona_identifiers i JOIN persona_nodes n USING (node) JOIN dev.people p ON p.person_id = i.value::INTEGER WHERE i.kind = 'person'`,
  },
  {
    name: 'contacts',
    reads: ['persona_identifiers', 'persona_nodes', 'crm.current_contacts'],
    sql: `SELECT n.human_id, c.* FROM persona_identifiers i JOIN persona_nodes n USING (node) JOIN crm.current_contacts c ON c.record_id = i.value WHERE i.kind = 'contact'`,
  },
]

/** The SQL list of the personas of rules, by their number. */
const listOf = (texts: readonly string[]): string => `[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]`

/** Titles of every human in the order they are asked: the CRM's, what providers say, the profile's text, and the account alone where there is none. */
export const titleSteps = (rules: PersonaRules): readonly Step[] => [
  ...members,
  standingClaims,
  {
    name: 'stated_titles',
    reads: ['people', 'contacts', 'standing_claims'],
    sql: `
    SELECT human_id, 'crm' AS source, 0 AS place, created_at AS newest, record_id AS tie, title FROM contacts WHERE trim(title) <> ''
    UNION ALL SELECT p.human_id, 'claim', 1 + s.place, NULL, s.claim_key, s.title FROM people p JOIN standing_claims s USING (person_id) WHERE s.current AND trim(s.title) <> ''
    UNION ALL SELECT human_id, 'bio', 4, NULL, person_key, bio FROM people WHERE trim(bio) <> ''`,
  },
  {
    name: 'decided_titles',
    reads: ['stated_titles'],
    sql: `SELECT title, ${firstRule(rules).sql} AS rule_no FROM (SELECT DISTINCT title, ${titleWordsSql('title')} AS words FROM stated_titles)`,
  },
  {
    name: 'accounts_alone',
    reads: ['people', 'stated_titles'],
    sql: `
    SELECT human_id, min(login) AS login FROM people WHERE github_id IS NOT NULL OR login IS NOT NULL GROUP BY ALL
    HAVING human_id NOT IN (SELECT human_id FROM stated_titles WHERE source <> 'bio')`,
  },
  {
    name: 'human_titles',
    reads: ['stated_titles', 'decided_titles', 'accounts_alone'],
    sql: `
    SELECT human_id, (row_number() OVER (PARTITION BY human_id ORDER BY place, newest DESC NULLS LAST, tie))::INTEGER AS place, source, title, persona, rule FROM (
      SELECT s.human_id, s.source, s.place, s.newest, s.tie, s.title, ${listOf(rules.rules.map(({ persona }) => persona))}[d.rule_no + 1] AS persona, ${listOf(rules.rules.map(({ name }) => name))}[d.rule_no + 1] AS rule
      FROM stated_titles s JOIN decided_titles d USING (title)
      UNION ALL SELECT human_id, 'account', 5, NULL, login, NULL, '${rules.accountWithoutTitle}', 'GitHub account without a title' FROM accounts_alone)`,
  },
]

/** Everybody with persona and databases, by the titles in a table. */
export const humanSteps = (titles: string): readonly Step[] => [
  ...members,
  {
    name: 'judged',
    reads: [titles],
    sql: `
    SELECT human_id, arg_min({persona: persona, rule: rule, title: title, source: source}, place) FILTER (persona IS NOT NULL) AS first,
      arg_min({title: title, source: source}, place) FILTER (title IS NOT NULL) AS stated,
      list_distinct(list(persona) FILTER (persona IS NOT NULL AND source IN ('crm', 'claim'))) AS personas
    FROM ${titles} GROUP BY ALL`,
  },
  {
    name: 'known_contacts',
    reads: ['contacts', 'crm.current_contact_stages'],
    sql: `
    WITH entered AS (SELECT record_id, min(entered_at) AS at FROM crm.current_contact_stages WHERE list_contains($stages, stage) GROUP BY ALL)
    SELECT human_id, coalesce(bool_or(opted_out), false) AS opted_out, bool_or(c.kind = 'lead' OR list_contains($stages, stage)) AS is_lead,
      bool_or(trim(email) <> '' AND (len(account_ids) > 0 OR trim(company) <> '')) AS can_be_reached,
      min(created_at) AS created_at, min(coalesce(e.at, created_at)) FILTER (c.kind = 'lead' OR list_contains($stages, stage)) AS lead_since,
      arg_min(name, record_id) FILTER (trim(name) <> '') AS name, arg_min(email, record_id) FILTER (trim(email) <> '') AS email, arg_min(company, record_id) FILTER (trim(company) <> '') AS company
    FROM contacts c LEFT JOIN entered e USING (record_id) GROUP BY ALL`,
  },
  {
    name: 'known_people',
    reads: ['people', 'result.signals'],
    sql: `
    WITH seen AS (SELECT person_id, min(occurred_at) AS at FROM result.signals WHERE dated GROUP BY ALL)
    SELECT human_id, min(s.at) AS seen_at, arg_min(coalesce(name, login), person_id) AS name, arg_min(email, person_id) AS email, arg_min(company_text, person_id) AS company
    FROM people LEFT JOIN seen s USING (person_id) GROUP BY ALL`,
  },
  {
    name: 'everybody',
    reads: ['persona_nodes', 'judged', 'known_contacts', 'known_people'],
    sql: `
    SELECT h.human_id, coalesce(c.name, p.name) AS name, lower(coalesce(c.email, p.email)) AS email, coalesce(c.company, p.company) AS company,
      coalesce(j.first.persona, 'other') AS persona, coalesce(j.first.rule, CASE WHEN j.stated IS NULL THEN 'Nothing is known' ELSE 'No rule fits' END) AS rule,
      coalesce(j.first.title, j.stated.title) AS title, coalesce(j.first.source, j.stated.source) AS title_source,
      coalesce(c.can_be_reached AND NOT c.opted_out, false) AS is_reachable, coalesce(c.is_lead, false) AS is_lead, coalesce(c.opted_out, false) AS opted_out,
      least(c.created_at, p.seen_at) AS known_since, c.lead_since, list_distinct(list_append(coalesce(j.personas, []), coalesce(j.first.persona, 'other'))) AS personas
    FROM (SELECT DISTINCT human_id FROM persona_nodes) h LEFT JOIN judged j USING (human_id) LEFT JOIN known_contacts c USING (human_id) LEFT JOIN known_people p USING (human_id)`,
  },
  {
    name: 'humans',
    reads: ['everybody'],
    sql: `
    SELECT human_id, name, email, company, persona, rule, title, title_source, list_contains(personas, '${personas[0]}') AS in_user,
      list_contains(personas, 'buyer') OR (list_contains(personas, 'technical') AND is_reachable) AS in_buyer, is_reachable, is_lead, opted_out, known_since, lead_since
    FROM everybody`,
  },
]
