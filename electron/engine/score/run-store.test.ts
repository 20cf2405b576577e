import { expect, test } from 'vitest'
import { one } from '../db/query.ts'
import { daysBefore, emptyWorkspace, fill, scoreNow } from './fixture.test-support.ts'
import { findRun } from './run-store.ts'

const world = {
  companies: [{ id: 1, name: 'Acme' }],
  signals: [{ source: 'repo_star', person: 1, company: 1, at: daysBefore(1) }],
}

async function filled() {
  const connection = await emptyWorkspace()
  await fill(connection, world)
  return connection
}

test('a run is found again by exactly what decided it', async () => {
  const connection = await filled()
  const run = await scoreNow(connection)
  expect(await findRun(connection, run, 1)).toEqual(run)
  expect(await findRun(connection, run, 2)).toBeUndefined()
  expect(await findRun(connection, { ...run, policy: 'all' }, 1)).toBeUndefined()
  expect(await findRun(connection, { ...run, asOf: daysBefore(1) }, 1)).toBeUndefined()
  expect(await findRun(connection, { ...run, model: { ...run.model, family_bonus: 0.2 } }, 1)).toBeUndefined()
})

test('scores of older data go, the rows of their runs stay', async () => {
  const connection = await filled()
  await scoreNow(connection, { dataVersion: 1 })
  const second = await scoreNow(connection, { dataVersion: 2 })
  expect(await one(connection, 'SELECT (SELECT count(*) FROM result.runs) AS runs, (SELECT list(DISTINCT run_id) FROM result.scores) AS scored')).toEqual({
    runs: 2,
    scored: [second.runId],
  })
})

test('at most 200 runs keep their scores, and only those are found', async () => {
  const connection = await filled()
  const first = await scoreNow(connection)
  await connection.run(`
    INSERT INTO result.runs SELECT 1000 + i, data_version, as_of, 'all', model, threshold_high, threshold_medium, created_at FROM result.runs, range(199) t(i)`)
  expect(await findRun(connection, first, 1)).toEqual(first)
  await connection.run(`INSERT INTO result.runs SELECT 2000, data_version, as_of, 'all', model, threshold_high, threshold_medium, created_at FROM result.runs LIMIT 1`)
  expect(await findRun(connection, first, 1)).toBeUndefined()
})
