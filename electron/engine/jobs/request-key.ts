import { createHash } from 'node:crypto'

/** The same question has the same key, whatever the order its parts were written in. */
export const requestKey = (parts: unknown): string => createHash('sha256').update(canonical(parts)).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
  }
  return value === undefined ? 'null' : JSON.stringify(value)
}
