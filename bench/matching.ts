import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Input, Method, Output } from '../shared/contract.ts'
import { rows } from '../electron/engine/db/query.ts'
import { openWorkspace } from '../electron/engine/db/workspace.ts'
import { createEngine } from '../electron/engine/engine.ts'

/**
 * Whether the probabilities of similar names are true, on labelled data that is not part of the project:
 *   npx tsx bench/matching.ts <folder> [crm.csv …]
 * For everybody whose company text equals no account: the likeliest account, its probability, and whether that person ever worked there.
 */
const [folder, ...given] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder with the labelled data: npx tsx bench/matching.ts <folder> [crm.csv …]')
  process.exit(2)
}
const data = resolve(folder)

interface Judged {
  confidence: number
  right: boolean
}

const truth = new Map(
  (await readFile(join(data, 'truth.csv'), 'utf8')).trim().split('\n').slice(1).map((line) => {
    const [login = '', , ever = ''] = line.trim().split(',')
    return [login, new Set(ever.split('|'))] as const
  }),
)

async function judge(crm: string): Promise<{ judged: Judged[]; model: Output<'review.matchModel'> }> {
  const directory = await mkdtemp(join(tmpdir(), 'bandstand-matching-'))
  const engine = createEngine({ dataDirectory: directory })
  const call = <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> =>
    // The engine answers what the contract says it does; its tests hold it to that.
    engine.call(method, input, new AbortController().signal) as Promise<Output<M>>
  try {
    await call('workspace.create', { path: join(directory, 'bench'), organisation: 'Bench' })
    await call('import.run', { path: join(data, crm), format: 'hubspot-companies' })
    await call('import.run', { path: join(data, 'profiles.ndjson'), format: 'github-profiles' })
    await call('resolve.run', {})
    const model = await call('review.matchModel', {})
    await engine.close()
    const workspace = await openWorkspace(join(directory, 'bench'))
    const found = await rows<{ login: string; record_id: string; confidence: number }>(
      workspace.reader,
      `SELECT DISTINCT p.login, m.record_id, m.confidence FROM evidence.match_candidates m JOIN evidence.person_evidence e USING (company_key) JOIN dev.people p USING (person_id)
       WHERE m.method = 'similar_name' AND m.place = 1 AND e.method = 'company_text_unknown'`,
    )
    await workspace.close()
    return { model, judged: found.map(({ login, record_id, confidence }) => ({ confidence, right: truth.get(login)?.has(record_id) ?? false })) }
  } finally {
    await engine.close()
    await rm(directory, { recursive: true, force: true })
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3))

for (const crm of given.length > 0 ? given : ['crm100.csv', 'crm30.csv']) {
  const { judged, model } = await judge(crm)
  console.log(`${crm}: ${judged.length} people with a candidate; ${model?.witnesses} witnesses, ${model?.trials} with a candidate, prior ${model?.prior.toFixed(3)}, ` +
    `calibration ${model?.calibration.intercept.toFixed(2)} + ${model?.calibration.slope.toFixed(2)} x, at the reliable minimum ${model?.precision.right} of ${model?.precision.n}, accepts: ${model?.accepts}`)
  for (const { label, levels } of model?.comparisons ?? []) console.log(`  ${label}: ${levels.map((level) => `${level.label} ${level.weight.toFixed(2)}`).join(' · ')}`)
  let error = 0
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = judged.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin)
    const expected = inside.reduce((sum, { confidence }) => sum + confidence, 0)
    const right = inside.filter((one) => one.right).length
    error += Math.abs(expected - right)
    if (inside.length > 0) console.log(`  ${(bin / 10).toFixed(1)}–${((bin + 1) / 10).toFixed(1)}  n ${String(inside.length).padStart(4)}  said ${share(expected, inside.length)}  right ${share(right, inside.length)}`)
  }
  console.log(`  expected calibration error ${share(error, judged.length)}`)
}
