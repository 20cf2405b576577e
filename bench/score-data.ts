import type { Connection } from '../electron/engine/db/connection.ts'

const signals = 10_000_000
const companies = 100_000
const people = 500_000

export const scale = `${signals.toLocaleString('en')} signals, ${companies.toLocaleString('en')} companies, ${people.toLocaleString('en')} people`

/** Every person has up to four sources of activity and one company; one in twenty signals is a visitor without a name, one in ten unreliable. */
export async function fillSignals(connection: Connection, sources: readonly string[]): Promise<void> {
  await connection.run(`
    INSERT INTO evidence.companies SELECT i, 'c' || i || '.com', 'Company ' || i, 'c' || i || '.com' FROM range(${companies}) t(i)`)
  await connection.run(`
    INSERT INTO ops.imports VALUES (1, 'accounts', 'f', 'f', '', 0, '{}', '2026-01-01', '2026-01-01', 1, 1, 0, 0, 0, NULL, NULL, []);
    INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage_raw, stage, owner, industry, employees, country, created_at, extra) SELECT 1, i, i::VARCHAR, 'Company ' || i, 'c' || i || '.com', [], [], 'lead', 'lead', NULL, NULL, NULL, NULL, NULL, NULL
    FROM range(${companies / 5}) t(i)`)
  await connection.run(`
    INSERT INTO result.subjects
    SELECT i, CASE WHEN i < ${companies / 5} THEN 'account:' || i ELSE 'company:c' || i || '.com' END, CASE WHEN i < ${companies / 5} THEN 'account' ELSE 'company' END,
      CASE WHEN i < ${companies / 5} THEN i::VARCHAR END, 'Company ' || i, 'c' || i || '.com' FROM range(${companies}) t(i)`)
  // Every hundredth account holds a second company.
  await connection.run(`
    INSERT INTO result.subject_companies SELECT i, i FROM range(${companies}) t(i)
    UNION ALL SELECT i * 100, ${companies} - 1 - i FROM range(${companies / 500}) t(i)`)
  await connection.run(`
    INSERT INTO result.signals (source, person_id, company_id, confidence, occurred_at, dated, quantity, import_id, source_row)
    SELECT ([${sources.map((source) => `'${source}'`).join(', ')}])[1 + ((person * 7 + hash(i * 2) % 4) % ${sources.length})::INTEGER],
      CASE WHEN hash(i * 3) % 20 > 0 THEN person END, person % ${companies}, CASE WHEN hash(person) % 10 = 0 THEN 0.5 ELSE 0.95 END,
      TIMESTAMP '2026-01-01' - to_microseconds((hash(i * 17) % (800 * 86400000000))::BIGINT), true, 1, 1, i
    FROM (SELECT i, (hash(i) % ${people})::INTEGER AS person FROM range(${signals}) t(i))`)
  await connection.run('CHECKPOINT')
}
