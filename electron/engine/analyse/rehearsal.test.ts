import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Handlers } from '../../../shared/contract.ts'
import type { Segment } from '../../../shared/segment.ts'
import { beforeEntryHandlers } from '../before-entry/handlers.ts'
import { run } from '../db/query.ts'
import { bumpDataVersion, readDataVersion, writeSetting } from '../db/settings.ts'
import { createWorkspace, type Workspace } from '../db/workspace.ts'
import { asOfDefault, daysBefore, fill } from '../score/fixture.test-support.ts'
import type { Session } from '../session.ts'
import { analyseHandlers } from './handlers.ts'
import { rehearsalHandlers } from './rehearsal.ts'

const at = { asOf: asOfDefault, policy: 'reliable' as const }
const names = ['analyse.run', 'analyse.corrected', 'analyse.signals', 'analyse.overlap', 'analyse.beforeEntry'] as const
type Figures = Pick<Handlers, (typeof names)[number]>

let folder: string
let workspace: Workspace
let session: Session
let figures: Figures

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandstand-rehearsal-'))
  workspace = await createWorkspace(join(folder, 'test'))
  session = { workspace: () => workspace, dataDirectory: folder, report: () => undefined, changed: () => workspace.settle() }
  figures = { ...analyseHandlers(session), ...beforeEntryHandlers(session) }
  await fill(workspace.writer, {
    companies: [1, 2, 3, 4].map((id) => ({ id, name: `c${id}` })),
    accounts: [1, 2, 3, 4].map((id) => ({ record: `A${id}`, stage: id < 3 ? 'lead' : 'customer', companies: [id] })),
    signals: [1, 3, 4].map((company) => ({ company, person: company, source: 'repo_star', at: daysBefore(company) })),
  })
  await run(workspace.writer, `UPDATE crm.accounts SET industry = CASE record_id WHEN 'A1' THEN 'Banking' ELSE 'Software' END, country = CASE record_id WHEN 'A2' THEN 'DE' END`)
  await bumpDataVersion(workspace.writer)
  await writeSetting(workspace.writer, 'resolved_version', await readDataVersion(workspace.writer))
})
afterEach(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

/** The figures, each of which is noted before it is worked out. */
function watched(note: (name: keyof Figures, filter: Segment) => void): Figures {
  const noted = <M extends keyof Figures>(name: M): Figures[M] => ((input: { filter: Segment }, signal: AbortSignal) => {
    note(name, input.filter)
    return figures[name](input as never, signal) // the input is that of the very method
  }) as Figures[M]
  return { 'analyse.run': noted('analyse.run'), 'analyse.corrected': noted('analyse.corrected'), 'analyse.signals': noted('analyse.signals'), 'analyse.overlap': noted('analyse.overlap'), 'analyse.beforeEntry': noted('analyse.beforeEntry') }
}

const only = (column: 'industry' | 'country', value: string): Segment => [{ column, operator: 'in', values: [value], orBlank: true }]

test('every figure is worked out for the commonest value of each column that has any', async () => {
  const asked: [string, Segment][] = []
  const { 'analyse.rehearse': rehearse } = rehearsalHandlers(session, watched((name, filter) => asked.push([name, filter])))
  expect(await rehearse(at, new AbortController().signal)).toEqual({ segments: 2 })
  expect(asked).toEqual([only('industry', 'Software'), only('country', 'DE')].flatMap((segment) => names.map((name) => [name, segment])))
})

test('the figures of a filter are the same with a rehearsal and without', async () => {
  const signal = new AbortController().signal
  const answers = async () => [
    await figures['analyse.run']({ ...at, filter: only('industry', 'Software') }, signal), await figures['analyse.overlap']({ ...at, filter: only('industry', 'Banking') }, signal),
  ]
  const before = await answers()
  await rehearsalHandlers(session, figures)['analyse.rehearse'](at, signal)
  expect(await answers()).toEqual(before)
  expect(before[0]).toMatchObject({ segment: { subjects: 3 } })
})

test('a cancelled rehearsal ends with the figure it is at', async () => {
  const cancelling = new AbortController()
  const asked: string[] = []
  const { 'analyse.rehearse': rehearse } = rehearsalHandlers(session, watched((name) => {
    asked.push(name)
    if (name === 'analyse.signals') cancelling.abort()
  }))
  await expect(rehearse(at, cancelling.signal)).rejects.toMatchObject({ name: 'AbortError' })
  expect(asked).toEqual(['analyse.run', 'analyse.corrected', 'analyse.signals'])
})
