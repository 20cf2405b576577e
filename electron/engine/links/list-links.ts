import { companyLinkKinds, type CompanyLink } from '../../../shared/contract-links.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Connection } from '../db/connection.ts'
import { one, rows } from '../db/query.ts'
import { readSetting } from '../db/settings.ts'

const byLink = `m.method IN (${companyLinkKinds.map((kind) => `'${kind}'`).join(', ')})`

/** Every link with what it does in the latest results. */
const links = `
  WITH ended AS (
    SELECT l.*, k.child_key, c.company_id, c.name AS company FROM evidence.company_links l LEFT JOIN evidence.company_link_keys k USING (link_id) LEFT JOIN evidence.companies c ON c.company_key = k.child_key),
  matched AS (
    SELECT m.company_id, bool_or(${byLink}) AS by_link, list({recordId: s.record_id, name: s.name} ORDER BY s.name, s.record_id) FILTER (${byLink}) AS accounts
    FROM evidence.matches m JOIN result.subjects s ON s.kind = 'account' AND s.record_id = m.record_id
    SEMI JOIN ended USING (company_id) GROUP BY m.company_id),
  peopled AS (SELECT company_id, count(*) AS people FROM evidence.attributions SEMI JOIN ended USING (company_id) WHERE current GROUP BY company_id)
  SELECT e.link_id AS "linkId", e.child, e.parent, e.kind, e.note, e.created_at AS "createdAt", coalesce(m.accounts, []) AS accounts, e.company, coalesce(p.people, 0) AS people,
    CASE WHEN e.child_key IS NULL THEN 'not_resolved'
      WHEN e.kind = 'subsidiary' AND NOT $roll_up_subsidiaries THEN 'off'
      WHEN e.company_id IS NULL THEN 'nobody'
      WHEN EXISTS (SELECT 1 FROM evidence.active_decisions d WHERE d.kind = 'match' AND d.subject = e.child_key) THEN 'decided'
      WHEN m.by_link THEN 'counts'
      WHEN m.company_id IS NOT NULL THEN 'own_account'
      ELSE 'no_account' END AS effect
  FROM ended e LEFT JOIN matched m USING (company_id) LEFT JOIN peopled p USING (company_id)`

const meets = `(contains(lower(child), $search) OR contains(lower(parent), $search) OR contains(lower(coalesce(note, '')), $search))`

export async function listLinks(connection: Connection, { search, limit }: { search: string; limit: number }): Promise<Output<'links.list'>> {
  const values = { search: search.trim().toLowerCase(), limit, roll_up_subsidiaries: (await readSetting<boolean>(connection, 'roll_up_subsidiaries')) === true }
  return {
    links: await rows<CompanyLink>(connection, `SELECT * FROM (${links}) WHERE ${meets} ORDER BY "linkId" DESC LIMIT $limit`, values),
    ...(await one<{ found: number; total: number }>(connection, `SELECT count(*) FILTER (${meets}) AS found, count(*) AS total FROM evidence.company_links`, values)),
  }
}
