import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Input, Method, Output } from '../shared/contract.ts'
import { createEngine } from '../electron/engine/engine.ts'
import { companyAt, writeAccounts, writeProfiles } from './data-companies.ts'

const accounts = 36_000
const profiles = 100_000

/** Wall-clock and processor seconds, since other work may share the machine. */
async function timed(label: string, work: () => Promise<unknown>): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await work()
  const used = process.cpuUsage(before)
  console.log(`${label}: ${((performance.now() - start) / 1000).toFixed(2)} s, processor ${((used.user + used.system) / 1e6).toFixed(2)} s`)
}

/** How long 100,000 profiles against 36,000 accounts take to resolve, and how long after one decision. */
export async function resolveBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-bench-resolve-'))
  const engine = createEngine({ dataDirectory: folder })
  const call = <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> =>
    // The engine answers what the contract says it does; its tests hold it to that.
    engine.call(method, input, new AbortController().signal) as Promise<Output<M>>
  try {
    await writeAccounts(join(folder, 'accounts.csv'), accounts)
    await writeProfiles(join(folder, 'profiles.ndjson'), profiles, accounts)
    await call('workspace.create', { path: join(folder, 'bench'), organisation: 'Bench' })
    await call('import.run', { path: join(folder, 'accounts.csv'), format: 'hubspot-companies' })
    await call('import.run', { path: join(folder, 'profiles.ndjson'), format: 'github-profiles' })
    const memory = () => process.memoryUsage().rss / 1e6
    let peak = memory()
    const watch = setInterval(() => {
      peak = Math.max(peak, memory())
    }, 50)
    let found: Output<'resolve.run'> | null = null
    await timed('resolve', async () => {
      found = await call('resolve.run', {})
    })
    clearInterval(watch)
    console.log(`memory of the whole process at most ${peak.toFixed(0)} MB; ${JSON.stringify(found)}`)
    const model = await call('review.matchModel', {})
    console.log(`similar names: ${model?.witnesses} certain, at the reliable minimum ${model?.precision.right} of ${model?.precision.n} right, accepted without a person: ${model?.accepts}`)
    const { gridId } = await call('grid.open', { dataset: 'review_items', columns: ['item_key'] })
    await call('grid.close', { gridId })
    const decide = (decision: Input<'review.decide'>['decisions'][number]) => call('review.decide', { decisions: [decision] })
    const settled = () => call('review.item', { kind: 'attribution', subject: 'github:5000000', object: 'none' })
    await timed('decision on a person', () => decide({ kind: 'attribution', subject: 'github:5000001', object: 'name:nowhere', verdict: 'accept', queue: 'bench' }))
    await timed('resolved after it', settled)
    await timed('decision on an account', () => decide({ kind: 'match', subject: companyKey, object: '1001', verdict: 'reject', queue: 'bench' }))
    await timed('resolved after it', settled)
    await timed('undone', () => call('review.undo', {}))
    await timed('resolved after it', settled)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Of the first account that has a domain. */
const companyKey = companyAt(1).domain
