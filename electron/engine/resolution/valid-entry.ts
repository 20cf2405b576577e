import { domainToASCII } from 'node:url'
import { parse } from 'tldts'
import type { WordList } from '../../../shared/contract-resolution.ts'
import { AppError } from '../../../shared/errors.ts'
import { nameWords } from '../resolve/name-key.ts'
import { deliveredEntries } from '../resolve/word-lists.ts'
import { listHeads } from './list-heads.ts'

const longest = 253

/** An entry in the one spelling its list is compared in. Throws `bad_usage` naming an entry that cannot stand on the list. */
export function validEntry(list: WordList, written: string): string {
  const { label, takes } = listHeads[list]
  const refuse = (reason: string) => new AppError('bad_usage', `${reason} “${label}” takes ${takes}.`)
  const text = written.trim()
  if (text === '') throw refuse('An entry is empty.')
  if (text.length > longest) throw refuse(`“${text.slice(0, 40)}…” is too long (${text.length} characters; at most ${longest}).`)
  const entry = spelled(list, text)
  if (entry === null) throw refuse(`“${text}” cannot be an entry.`)
  return entry
}

function spelled(list: WordList, text: string): string | null {
  switch (list) {
    case 'free-mail':
    case 'disposable':
    case 'noreply':
    case 'platforms':
    case 'education':
      return spelledDomain(list, text.toLowerCase().replace(/^@/, ''))
    case 'mailboxes':
      return spelledBy(/^[^@\s]+$/, text.toLowerCase())
    case 'bots':
      return spelledBy(/^[\w.-]+(?:\[bot\])?$/, text.toLowerCase().replace(/^@/, ''))
    case 'education-words':
    case 'not-a-company':
    case 'communities':
      return nameWords(text).join(' ') || null
  }
}

const spelledBy = (pattern: RegExp, text: string): string | null => (pattern.test(text) ? text : null)

function spelledDomain(list: WordList, text: string): string | null {
  if (deliveredEntries(list).includes(text)) return text
  if (list === 'free-mail' && /^[\p{L}\p{N}-]+\.\*$/u.test(text)) return text
  if (list === 'education' && /^[a-z0-9*-]*\*[a-z0-9*-]*(?:\.[a-z0-9-]+)+$/.test(text)) return text
  if (!/^[\p{L}\p{N}.-]+$/u.test(text)) return null
  const ascii = domainToASCII(text)
  const { domain, isIcann, publicSuffix } = parse(ascii, { allowPrivateDomains: false })
  if (domain === null) return list === 'education' && isIcann === true && publicSuffix === ascii && ascii.includes('.') ? ascii : null
  return isIcann === true || publicSuffix === 'example' ? ascii : null
}
