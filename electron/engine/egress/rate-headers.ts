/** What a response says about how much more may be asked. */
export interface RateState {
  /** Requests left until the reset. */
  remaining: number
  /** Milliseconds until the allowance is renewed. */
  reset: number
}

/** Milliseconds of a Retry-After header (seconds or a date), or null. */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim()
  if (text === undefined || text === '') return limitReset(headers, now)
  const seconds = Number(text)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** GitHub sends no Retry-After with its primary limit, only that nothing is left until the reset. */
function limitReset(headers: Headers, now: number): number | null {
  const state = readRateState(headers, now)
  return state?.remaining === 0 ? state.reset : null
}

const first = (headers: Headers, ...names: string[]): number | null => {
  for (const name of names) {
    const found = headers.get(name)
    const value = found === null ? Number.NaN : Number.parseFloat(found)
    if (Number.isFinite(value)) return value
  }
  return null
}

// A reset this large is a time, not a span.
const epochSeconds = 1e9

/** Null where the response says nothing of the kind. */
export function readRateState(headers: Headers, now: number): RateState | null {
  const remaining = first(headers, 'ratelimit-remaining', 'x-ratelimit-remaining', 'x-ratelimit-remaining-requests')
  const reset = first(headers, 'ratelimit-reset', 'x-ratelimit-reset', 'x-ratelimit-reset-requests')
  if (remaining === null || reset === null) return null
  return { remaining: Math.max(0, remaining), reset: Math.max(0, reset > epochSeconds ? reset * 1000 - now : reset * 1000) }
}
