import { legalForms, notCompany } from './word-lists.ts'

const after = new Set(Object.values(legalForms.after).flat())
const before = new Set(legalForms.before)
const longest = Math.max(...[...after, ...before].map((form) => form.split(' ').length))

/** A company name reduced to what two spellings of it share; empty where nothing remains. */
export function nameKey(written: string): string {
  const plain = written.normalize('NFKC').toLowerCase().trim().replace(/^@+/, '').normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  const words = plain.replace(/&/g, ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ').filter(Boolean)
  return withoutForms(words).join(' ')
}

/** Legal forms go from the end, the longest first, then from the start; something always remains. */
function withoutForms(words: string[]): string[] {
  for (let length = Math.min(longest, words.length - 1); length > 0; length -= 1) {
    if (after.has(words.slice(-length).join(' '))) return withoutForms(words.slice(0, -length))
  }
  for (let length = Math.min(longest, words.length - 1); length > 0; length -= 1) {
    if (before.has(words.slice(0, length).join(' '))) return withoutForms(words.slice(length))
  }
  return words
}

const whole = new Set(notCompany.whole)

/** Text that names no employer: freelance, student, n/a … */
export function namesNobody(written: string): boolean {
  const words = written.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return words === '' || whole.has(words) || whole.has(nameKey(written)) || notCompany.prefixes.some((prefix) => `${words} `.startsWith(`${prefix} `))
}
