import type { DuckDBConnection } from '@duckdb/node-api'

/** Runs `work` in one transaction; any throw rolls everything back. */
export async function transaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN')
  try {
    const result = await work()
    await connection.run('COMMIT')
    return result
  } catch (thrown) {
    await connection.run('ROLLBACK').catch(() => {
      // A failed COMMIT has rolled back already; the first error is the one that matters.
    })
    throw thrown
  }
}
