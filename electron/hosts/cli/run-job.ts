import { InvalidArgumentError } from 'commander'
import type { JobConsent, JobPlan, JobRecord } from '../../../shared/contract-jobs.ts'
import { jobWords, planWords } from './job-words.ts'
import type { JsonOption } from './options.ts'
import { printResult } from './result.ts'
import type { Terminal } from './terminal.ts'

export interface JobOptions extends JsonOption {
  confirm?: string[]
  budget?: number
  maxRequests?: number
  concurrency: number
}

export function readMoney(text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(value)) throw new InvalidArgumentError('Write an amount in US dollars, for example 12.50.')
  return value
}

/** `key=value` pairs of an option that may be given several times. */
export function pairs(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=\s]+)=(.+)$/s.exec(text) ?? []
  if (key === undefined || value === undefined) throw new InvalidArgumentError('Write name=value.')
  return { ...earlier, [key]: value }
}

/** `name=usd` pairs. */
export const prices = (text: string, earlier: Record<string, number> = {}): Record<string, number> => ({ ...earlier, ...Object.fromEntries(Object.entries(pairs(text)).map(([name, usd]) => [name, readMoney(usd)])) })

export function readShare(text: string): number {
  const value = Number(text)
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError('Write a number from 0 to 1.')
  return value
}

const mostAtOnce = 256

export function readConcurrency(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > mostAtOnce) throw new InvalidArgumentError(`Write a whole number from 1 to ${mostAtOnce}.`)
  return value
}

export const consentOf = ({ confirm = [], budget, maxRequests, concurrency }: JobOptions): JobConsent => ({
  confirmHosts: confirm, moneyLimit: budget ?? null, requestLimit: maxRequests ?? null, concurrency,
})

export const printPlan = (terminal: Terminal, options: JsonOption, plan: JobPlan): void => printResult(terminal, options, { plan }, () => planWords(plan))

/** Prints how a job ended; a job that stopped with work left is a failure of the command. */
export function printJob(terminal: Terminal, options: JsonOption, job: JobRecord): void {
  printResult(terminal, options, { job }, () => jobWords(job))
  if (job.state !== 'done') throw new Error(`The job is ${job.state}${job.stopReason === null ? '' : `: ${job.stopReason}`} Go on with: bandstand resume <workspace> ${job.jobId}`)
}
