import { afterEach, beforeEach, expect, test } from 'vitest'
import { rows } from '../db/query.ts'
import { ensureScored } from '../score/ensure-scored.ts'
import { type TestSession, testSession } from './session.test-support.ts'

let session: TestSession
beforeEach(async () => {
  session = await testSession()
})
afterEach(() => session.dispose())

const asOf = '2025-06-01T00:00:00.000Z'

async function scores(): Promise<unknown[]> {
  const { runId } = await ensureScored(session.opened, { asOf, policy: 'all' }, new AbortController().signal)
  return rows(session.opened.reader, `SELECT subject_key, score, band, active, families, people, events FROM result.scores JOIN result.subjects USING (subject_id) WHERE run_id = $runId ORDER BY subject_key`, { runId })
}

test('downloads and e-mail engagement change no score, though they name the same people and packages', async () => {
  await session.imported('events.csv', 'occurred_at,source,login,email,target\n2025-05-01,product_usage,jo,jo@acme.com,\n2025-05-02,docs_view,al,al@globex.com,@acme/sdk\n')
  const before = await scores()
  expect(before).toHaveLength(2)
  const days = Array.from({ length: 20 }, (_, day) => ({ day: `2025-05-${String(day + 1).padStart(2, '0')}`, downloads: 1_000_000 }))
  await session.imported('npm.json', JSON.stringify({ downloads: days, start: '2025-05-01', end: '2025-05-20', package: '@acme/sdk' }))
  await session.imported('pypi.csv', 'timestamp,project,details.installer.name\n2025-05-01 10:00:00 UTC,acme-sdk,pip\n')
  await session.imported('mails.csv', 'timestamp,email,event\n2025-05-03T12:00:00Z,jo@acme.com,click\n2025-05-03T12:00:00Z,new@initech.com,open\n')
  expect(await scores()).toEqual(before)
})
