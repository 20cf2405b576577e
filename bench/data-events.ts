import { DuckDBInstance } from '@duckdb/node-api'

/** Writes `rows` generic events as Parquet: seven in ten by a person, the others by a company only. */
export async function writeEventsParquet(path: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`
    COPY (
      SELECT TIMESTAMP '2024-01-01' + to_seconds(i * 6) AS occurred_at,
        (['docs_view', 'docs_view', 'web_visit', 'product_usage', 'community_message', 'repo_star'])[1 + (hash(i) % 6)::BIGINT] AS source,
        CASE WHEN person THEN 'user' || hash(i * 3) % 400000 END AS login,
        CASE WHEN person THEN (hash(i * 3) % 400000)::BIGINT + 1 END AS github_id,
        CASE WHEN hash(i * 7) % 10 = 0 THEN 'user' || hash(i * 3) % 400000 || '@company' || hash(i * 5) % 60000 || '.com' END AS email,
        CASE WHEN NOT person THEN 'company' || hash(i * 5) % 60000 || '.com' END AS domain,
        CASE WHEN NOT person THEN 'Company ' || hash(i * 5) % 60000 END AS company,
        'docs.acme.dev/guide/' || hash(i * 11) % 900 AS target,
        1 + hash(i * 13) % 5 AS quantity
      FROM (SELECT i, hash(i * 2) % 10 < 7 AS person FROM range(${rows}) r(i))
    ) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
}
