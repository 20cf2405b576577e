import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportFormats } from '../shared/contract-report.ts'
import { bandstand } from './command-line.ts'

const accountCount = 5_000
const eventCount = 50_000
const sources = ['docs_view', 'product_usage', 'repo_issue', 'community_message', 'web_visit'] as const
const stages = ['Lead', 'Lead', 'Lead', 'Opportunity', 'Customer'] as const

const domainOf = (account: number): string => `account${account}.example`
const monthOf = (account: number): string => String(1 + (account % 6)).padStart(2, '0')

const accountsFile = (): string =>
  ['Record ID,Company name,Company Domain Name,Lifecycle Stage,Became an Opportunity Date,Became a Customer Date', ...Array.from({ length: accountCount }, (_, account) => {
    const stage = stages[account % stages.length]
    return [account + 1, `Account no ${account}`, domainOf(account), stage, stage === 'Lead' ? '' : `2026-${monthOf(account)}-05 10:00`, stage === 'Customer' ? `2026-${monthOf(account)}-25 10:00` : ''].join(',')
  })].join('\n')

/** Later stages are more active, and one company in five is in no CRM. */
const eventsFile = (): string =>
  ['occurred_at,source,login,email', ...Array.from({ length: eventCount }, (_, event) => {
    const account = (event * 7919) % (accountCount * 1.25)
    const isKept = account >= accountCount || event % 10 < { Lead: 4, Opportunity: 7, Customer: 10 }[stages[account % stages.length] ?? 'Lead']
    const person = `dev${event % 20_000}`
    const day = String(1 + (event % 28)).padStart(2, '0')
    return `2026-${monthOf(event)}-${day}T10:00:00Z,${sources[event % sources.length] ?? ''},${person},${isKept ? `${person}@${domainOf(account)}` : ''}`
  })].join('\n')

/** The report of 5,000 accounts and 50,000 events in four formats, through the command line: people, companies and scores are worked out within it. */
export async function reportBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-bench-report-'))
  try {
    const workspace = join(folder, 'bench')
    await writeFile(join(folder, 'accounts.csv'), accountsFile())
    await writeFile(join(folder, 'events.csv'), eventsFile())
    await bandstand('new', workspace)
    await bandstand('import', workspace, join(folder, 'accounts.csv'), join(folder, 'events.csv'))
    const files = reportFormats.map((format) => join(folder, `report.${format}`))
    const write = () => bandstand('report', workspace, ...files.flatMap((file) => ['--out', file]))
    const start = performance.now()
    await bandstand('imports', workspace)
    const opening = performance.now() - start
    const [first, again] = [await elapsed(write), await elapsed(write)]
    const sizes = await Promise.all(files.map(async (file) => `${file.split('.').at(-1) ?? ''} ${((await stat(file)).size / 1e6).toFixed(1)} MB`))
    const { stages: found } = JSON.parse(await bandstand('analyse', workspace, '--json')) as { stages: { label: string; active: number; accounts: number }[] }
    console.log(found.map(({ label, active, accounts }) => `${label}: ${active} of ${accounts} active`).join(', '))
    console.log(`first, all worked out anew: ${(first / 1000).toFixed(1)} s; again: ${(again / 1000).toFixed(1)} s, ${(again / opening).toFixed(1)} × opening the workspace; ${sizes.join(', ')}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
