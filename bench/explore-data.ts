import type { Connection } from '../electron/engine/db/connection.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../electron/engine/db/settings.ts'
import { fillSignals } from './score-data.ts'

/** Everything Explore draws from: accounts of every stage with what segments ask for, dated entries, competitors, and a judged blind sample. */
export async function fillExplore(connection: Connection, sources: readonly string[]): Promise<void> {
  await fillSignals(connection, sources)
  await connection.run(`
    UPDATE crm.accounts SET stage = ['lead', 'lead', 'lead', 'opportunity', 'customer', 'lost'][1 + source_row % 6], industry = ['Software', 'Retail', 'Banking', NULL][1 + source_row % 4],
      country = ['DE', 'US', 'FR'][1 + source_row % 3], employees = source_row % 5000, extra = '{"Web Technologies": "' || ['Kafka; React', 'Postgres', ''][1 + source_row % 3] || '"}'`)
  // Every opportunity and customer says when it entered its stage, customers also when they became an opportunity.
  await connection.run(`
    INSERT INTO crm.stage_history (import_id, source_row, record_id, stage_raw, stage, entered_at)
    SELECT import_id, source_row, record_id, stage, stage, TIMESTAMP '2025-12-31' - to_days((hash(source_row) % 600)::INTEGER) FROM crm.accounts WHERE stage IN ('opportunity', 'customer')
    UNION ALL
    SELECT import_id, source_row, record_id, 'opportunity', 'opportunity', TIMESTAMP '2025-12-31' - to_days((hash(source_row) % 600)::INTEGER + 60) FROM crm.accounts WHERE stage = 'customer'`)
  await connection.run(`
    INSERT INTO dev.targets SELECT 'repo', 'rival' || i || '/sdk', 'competitor' FROM range(5) t(i);
    INSERT INTO dev.events (import_id, source_row, source, target, occurred_at, quantity)
    SELECT import_id, source_row, replace(source, 'competitor_', ''), 'Rival' || hash(source_row) % 5 || '/SDK', occurred_at, quantity FROM result.signals WHERE starts_with(source, 'competitor_')`)
  await fillJudgements(connection)
  await connection.run('CHECKPOINT')
  await bumpDataVersion(connection)
  await writeSetting(connection, 'resolved_version', await readDataVersion(connection))
}

const attributionMethods = `['email_domain', 'company_text', 'org_handle', 'profile_website']`

/** People judged for each kind of attribution, and nearest accounts of hidden companies, so that the corrected figures have something to draw from. */
async function fillJudgements(connection: Connection): Promise<void> {
  await connection.run(`
    INSERT INTO evidence.attributions (person_id, company_id, method, confidence, evidence, current, conflict) SELECT DISTINCT person_id, company_id, ${attributionMethods}[1 + person_id % 4], confidence, '', true, false FROM result.signals WHERE person_id IS NOT NULL;
    INSERT INTO evidence.match_candidates (company_key, record_id, method, confidence, evidence, accepted, place)
      SELECT company_key, (company_id % 20000)::VARCHAR, 'similar_name', (hash(company_id) % 100) / 100.0, '', false, 1 FROM evidence.companies WHERE company_id >= 20000 AND company_id % 4 = 0;
    INSERT INTO evidence.blind_items (sample_id, item_no, kind, subject, object, evidence_group, seed, drawn_at)
      SELECT 1, i, 'attribution', 'judged:' || i, 'c' || i || '.com', ${attributionMethods}[1 + i % 4], '1', TIMESTAMP '2025-12-01' FROM range(400) t(i)
      UNION ALL SELECT 2, i, 'match', 'c' || (20000 + 4 * i) || '.com', '' || i, ['nearest_likely', 'nearest_unlikely'][1 + i % 2], '1', TIMESTAMP '2025-12-01' FROM range(200) t(i);
    INSERT INTO evidence.decisions (decision_id, data_version, kind, scope, subject, object, verdict, reviewer, decided_at, queue)
      SELECT row_number() OVER (), 0, kind, 'one', subject, object, CASE WHEN hash(item_no) % 8 = 0 THEN 'reject' ELSE 'accept' END, 'ana', TIMESTAMP '2025-12-02', 'blind' FROM evidence.blind_items`)
}
