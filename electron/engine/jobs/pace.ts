import type { RateState } from '../egress/rate-headers.ts'

/** How fast one host may be asked. Instants are milliseconds. */
export interface Pace {
  /** How many requests may be under way. */
  readonly limit: number
  /** Takes a token: 0, or how long to wait before asking again. */
  take(now: number): number
  /** A request sent at `sentAt` was answered. */
  succeeded(sentAt: number): void
  /** The host wanted fewer requests. */
  throttled(sentAt: number, now: number, retryAfter: number | null): void
  observe(state: RateState, now: number): void
}

export interface PaceOptions {
  maximum: number
  /** What the provider documents; null: unknown. */
  perSecond: number | null
}

/**
 * Slow start, then additive increase and multiplicative decrease of what is under way; a token bucket at the documented rate or at what the
 * response headers leave until their reset.
 */
export function createPace({ maximum, perSecond }: PaceOptions): Pace {
  let limit = Math.min(maximum, 16)
  let slowStart = true
  let decreasedAt = Number.NEGATIVE_INFINITY
  let blockedUntil = 0
  let rate = perSecond ?? Number.POSITIVE_INFINITY
  let rateUntil = Number.POSITIVE_INFINITY
  let tokens = 1
  let filledAt: number | null = null
  const refill = (now: number) => {
    if (now >= rateUntil) {
      rate = perSecond ?? Number.POSITIVE_INFINITY
      rateUntil = Number.POSITIVE_INFINITY
    }
    const burst = Math.max(1, rate * 0.05)
    tokens = rate === Number.POSITIVE_INFINITY ? 1 : Math.min(burst, tokens + ((now - (filledAt ?? now)) / 1000) * rate)
    filledAt = now
  }
  return {
    get limit() {
      return Math.max(1, Math.floor(limit))
    },
    take: (now) => {
      if (now < blockedUntil) return blockedUntil - now
      refill(now)
      if (tokens < 1) return ((1 - tokens) / rate) * 1000
      tokens -= 1
      return 0
    },
    succeeded: (sentAt) => {
      // What was under way when the limit fell says nothing about the new one.
      if (sentAt < decreasedAt) return
      limit = Math.min(maximum, limit + (slowStart ? 1 : 1 / limit))
    },
    throttled: (sentAt, now, retryAfter) => {
      if (retryAfter !== null) blockedUntil = Math.max(blockedUntil, now + retryAfter)
      slowStart = false
      if (sentAt < decreasedAt) return
      decreasedAt = now
      limit = Math.max(1, limit / 2)
    },
    observe: ({ remaining, reset }, now) => {
      if (remaining === 0) {
        blockedUntil = Math.max(blockedUntil, now + reset)
        return
      }
      refill(now)
      rate = Math.min(perSecond ?? Number.POSITIVE_INFINITY, remaining / Math.max(reset / 1000, 0.001))
      rateUntil = now + reset
    },
  }
}
