import type { JobPlan, JobRecord } from '../../../shared/contract-jobs.ts'
import type { Output } from '../../../shared/contract.ts'
import { countWords } from './figures.ts'
import { alignedTable } from './table.ts'

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 4 })
const span = (low: number, high: number, words: (value: number) => string) => (low === high ? words(high) : `${words(low)}–${words(high)}`)

/** What a job would do; nothing was sent. */
export function planWords({ items, requests, reused, cost, hosts, fields, problems }: JobPlan): string {
  if (items === 0) return 'There is nothing to ask about, so nothing to start.\n'
  const confirm = hosts.map((host) => `--confirm ${host}`).join(' ')
  return (
    `${countWords(items)} items, ${span(requests.low, requests.high, countWords)} requests, ${countWords(reused)} answered before; ${span(cost.low, cost.high, (value) => dollars.format(value))}\n` +
    (hosts.length === 0 ? 'Nothing needs to be sent.\n' : `Would send ${fields.join(', ')} to ${hosts.join(', ')}. Nothing was sent.\n`) +
    problems.map((problem) => `${problem}\n`).join('') +
    `To start it add: ${confirm || '--confirm none'}\n`
  )
}

export function jobWords(job: JobRecord): string {
  const { items, requests, cost, errors, stopReason } = job
  return (
    `${job.label}: ${job.state}${stopReason === null ? '' : ` (${stopReason})`}\n` +
    `${countWords(items.done)} of ${countWords(items.total)} done, ${countWords(items.failed)} failed; ${countWords(requests.sent)} requests, ${countWords(requests.reused)} answered before; ${dollars.format(cost)}\n` +
    (errors.length === 0 ? '' : `\n${alignedTable(['Cause', 'Items', 'For example'], errors.map((group) => [group.cause, group.items, group.example]))}`)
  )
}

export const jobTable = (jobs: readonly JobRecord[]): string =>
  alignedTable(['Job', 'What', 'State', 'Done', 'Of', 'Failed', 'Requests', 'Cost $', 'Why'], jobs.map((job) => [
    job.jobId, job.label, job.state, job.items.done, job.items.total, job.items.failed, job.requests.sent, job.cost, job.stopReason ?? '',
  ]))

/** Requests of the ledger, and below them how much went where. */
export const requestTable = ({ requests, hosts, total }: Output<'jobs.requests'>): string =>
  `${alignedTable(['When', 'Host', 'For', 'Fields', 'Sent', 'Received', 'Outcome', 'Cost $'], requests.map(({ at, host, purpose, fields, bytesSent, bytesReceived, status, outcome, cost }) => [
    at, host, purpose, fields.join(' '), bytesSent, bytesReceived ?? '', status === null ? outcome : `${status} ${outcome}`, cost ?? '',
  ]))}\n${alignedTable(['Host', 'Requests', 'Bytes sent', 'Cost $'], hosts.map(({ host, requests: count, bytesSent, cost }) => [host, count, bytesSent, cost]))}${requests.length < total ? `\n${countWords(total - requests.length)} earlier requests are not shown; see --limit.\n` : ''}`
