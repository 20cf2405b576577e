import { InvalidArgumentError } from 'commander'
import { asOf, policies, policy, type Policy } from '../../../shared/model.ts'

/** Every command has it. */
export interface JsonOption {
  json?: true
}

export interface RunOptions extends JsonOption {
  asOf?: string
  policy: Policy
}

export const asOfFlag = ['--as-of <date>', 'date or instant (UTC) nothing later than which counts; default: the midnight after the latest event', readAsOf] as const
export const policyFlag = ['--policy <policy>', `which attributions count: ${policies.join(' or ')}`, readPolicy, 'reliable'] as const

function readAsOf(text: string): string {
  const parsed = asOf.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError('Write a date (2026-01-31) or an instant in UTC (2026-01-31T12:00:00Z).')
  return parsed.data
}

function readPolicy(text: string): Policy {
  const parsed = policy.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError(`Choose ${policies.join(' or ')}.`)
  return parsed.data
}

/** For an option that may be given several times. */
export const collected = (value: string, earlier: string[] = []): string[] => [...earlier, value]

export function readWhole(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError('Write a whole number.')
  return value
}

/** How many of something there may be at most: at least one. */
export function readCount(text: string): number {
  const value = readWhole(text)
  if (value === 0) throw new InvalidArgumentError('Write a whole number from 1.')
  return value
}

/** As the contract takes it: an option not given is absent. */
export const runInput = ({ asOf: instant, policy: chosen }: RunOptions): { asOf?: string; policy: Policy } => ({
  policy: chosen,
  ...(instant === undefined ? {} : { asOf: instant }),
})
