import { keptColumn as column, type Definition } from '../definition.ts'

/** What a person has not decided yet: the attribution of each person, and each company's likeliest account where it is not the domain that says so. */
export const reviews: Definition = {
  needs: 'resolved',
  columns: [
    column('text', 'kind', ['Kind', 'attribution: where a person works; match: which account a company is.'], { exact: true }),
    column('text', 'name', ['Person or company', 'Whose company or account is in question.']),
    column('text', 'company_text', ['Company text', 'What the person’s profile says in its company field.']),
    column('text', 'proposed', ['Proposed', 'Company of the person, or account of the company, that the evidence speaks for.']),
    column('number', 'confidence', ['Confidence', 'How sure the evidence is, from 0 to 1.']),
    column('integer', 'events', ['Events', 'Signals that the decision would move.']),
    column('integer', 'same_text', ['Same text', 'People whose company field says the same.']),
    column('number', 'weight', ['Weight', 'Uncertainty times the events it would move: 4 c (1 − c) × events; the queue starts with the largest.']),
    column('text', 'method', ['Method', 'Kind of evidence.'], { exact: true }),
    column('text', 'evidence', ['Evidence', 'What was read.'], { hidden: true }),
    column('text', 'item_key', ['Item', 'Identity of what is decided.'], { hidden: true, exact: true }),
  ],
  order: ['-weight', '-events', 'name', 'item_key'],
  table: () => ({
    sql: `
      WITH person_events AS (SELECT person_id, count(*) AS events FROM result.signals WHERE person_id IS NOT NULL GROUP BY person_id),
      company_events AS (SELECT company_id, count(*) AS events FROM result.signals WHERE company_id IS NOT NULL GROUP BY company_id),
      texts AS (SELECT lower(trim(company_text)) AS text, count(*) AS people FROM dev.people WHERE company_text IS NOT NULL AND NOT is_bot GROUP BY 1),
      items AS (
        SELECT 'attribution' AS kind, p.person_key AS subject, c.company_key AS object, coalesce(p.login, p.email, p.person_key) AS name, p.company_text, c.name AS proposed,
          a.confidence, coalesce(e.events, 0) AS events, t.people AS same_text, a.method, a.evidence
        FROM evidence.attributions a JOIN dev.people p USING (person_id) JOIN evidence.companies c USING (company_id)
          LEFT JOIN person_events e USING (person_id) LEFT JOIN texts t ON t.text = lower(trim(p.company_text))
        WHERE a.current AND a.method <> 'human' AND NOT p.is_bot
        UNION ALL
        SELECT 'match', c.company_key, m.record_id, c.name, NULL, s.name, m.confidence, coalesce(e.events, 0), NULL, m.method, m.evidence
        FROM evidence.match_candidates m JOIN evidence.companies c USING (company_key) JOIN result.subjects s ON s.kind = 'account' AND s.record_id = m.record_id
          LEFT JOIN company_events e USING (company_id)
        WHERE m.place = 1 AND m.method <> 'domain'
          AND NOT EXISTS (SELECT 1 FROM evidence.active_decisions d WHERE d.kind = 'match' AND d.subject = m.company_key))
      SELECT kind, name, company_text, proposed, confidence, events, same_text, round(4 * confidence * (1 - confidence) * events, 3) AS weight, method, evidence,
        to_json([kind, subject, object])::VARCHAR AS item_key
      FROM items`,
    values: {},
  }),
}
