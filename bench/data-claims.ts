import { resolvePeople } from '../electron/engine/resolve/resolve.ts'
import { claimsSql } from '../electron/engine/sql/claims.ts'
import type { Workspace } from '../electron/engine/db/workspace.ts'

export const claimCount = 1_000_000
const people = 400_000
const accounts = 20_000

/** A workspace in which providers say 1,000,000 things of 400,000 developers with 1,500,000 events; two thirds of the claims are judged. Resolved. */
export async function fillClaims({ writer }: Workspace): Promise<void> {
  await writer.run(`
    INSERT INTO dev.targets VALUES ('repo', 'acme/sdk', 'own');
    INSERT INTO ops.imports VALUES (1, 'events', 'events.csv', 'x', 'x', 1, '{}', '2026-06-30', '2026-06-30', 0, 0, 0, 0, 0, NULL, NULL, []);
    INSERT INTO crm.accounts (import_id, source_row, record_id, name, domain, further_domains, aliases, stage)
    SELECT 1, i, i::VARCHAR, 'Firm ' || i || ' Systems', 'firm' || i || '.example', [], [], 'lead' FROM range(${accounts}) t(i);
    INSERT INTO dev.profiles (import_id, source_row, github_id, login, name, company, email, bio, location, blog)
    SELECT 1, i, i, 'dev' || hash(i), 'Ana' || hash(i * 3) % 9000 || ' Li' || hash(i * 5) % 9000, CASE WHEN i % 3 = 0 THEN 'Firm ' || hash(i * 7) % 60000 || ' Systems' END,
      CASE WHEN i % 5 = 0 THEN 'dev' || i || '@firm' || hash(i * 7) % 60000 || '.example' END, CASE WHEN i % 4 = 0 THEN 'I build systems and tools' END, 'Berlin, Germany', NULL
    FROM range(${people}) t(i);
    INSERT INTO dev.events (import_id, source_row, source, target, occurred_at, github_id, login, quantity)
    SELECT 1, i, ['star', 'fork', 'issue', 'commit'][1 + i % 4], 'acme/sdk', TIMESTAMP '2024-07-01' + to_seconds((hash(i * 11) % 63000000)::BIGINT), g, 'dev' || hash(g), 1
    FROM (SELECT i, (hash(i * 13) % ${people})::BIGINT AS g FROM range(1500000) t(i));
    INSERT INTO evidence.claims (import_id, source_row, place, provider, github_id, login, name, title, company, domain, profile_url, location, confidence, current, started_at, ended_at)
    SELECT 1, i, 1, ['pdl', 'apollo', 'hunter'][1 + i % 3], g, 'dev' || hash(g), 'Ana' || hash(g * 3) % 9000 || ' Li' || hash(g * 5) % 9000, 'Engineer ' || i % 50,
      'Firm ' || f || ' Systems', CASE WHEN i % 4 > 0 THEN 'firm' || f || '.example' END, 'https://linkedin.example/in/dev' || i, 'Berlin', (hash(i) % 100) / 100.0, i % 5 > 0,
      CASE WHEN i % 5 = 0 THEN TIMESTAMP '2019-01-01' + to_days((i % 700)::INTEGER) END, CASE WHEN i % 5 = 0 THEN TIMESTAMP '2022-01-01' + to_days((i % 700)::INTEGER) END
    FROM (SELECT i, i % ${people} AS g, CASE WHEN i % 6 > 0 THEN hash((i % ${people}) * 7) % 60000 ELSE hash(i * 17) % 70000 END AS f FROM range(${claimCount}) t(i))`)
  await writer.run(`
    INSERT INTO evidence.verdicts (claim_key, verifier, version, input_key, verdict, confidence, reason, detail, judged_at)
    SELECT claim_key, CASE WHEN n % 4 = 0 THEN 'llm' ELSE 'rules' END, '1', claim_key, ['correct', 'incorrect', 'unsure'][1 + n % 3], 0.5 + n % 50 / 100.0, 'For: same name, another provider agrees.',
      '{"evidence": ["I build systems"]}', now()::TIMESTAMP
    FROM (SELECT claim_key, (hash(claim_key) % 100)::INTEGER AS n FROM (${claimsSql('claims')}) WHERE current) WHERE n % 10 < 8`)
  await resolvePeople({ connection: writer, signal: new AbortController().signal })
}
