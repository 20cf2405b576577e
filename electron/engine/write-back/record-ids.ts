import type { Crm } from '../../../shared/contract-write-back.ts'
import { prefixes } from '../import/salesforce.ts'

const checksum = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The 18 characters of a Salesforce id: its 15 and a checksum of their capitals. */
function eighteen(id: string): string {
  if (id.length === 18) return id
  const last = [0, 5, 10].map((start) => checksum.charAt(Array.from(id.slice(start, start + 5)).reduce((bits, letter, place) => bits + (/[A-Z]/.test(letter) ? 2 ** place : 0), 0)))
  return `${id}${last.join('')}`
}

/** The id as the CRM takes it; null where it is none of this CRM. */
export function recordIdIn(crm: Crm, object: 'account' | 'contact', id: string): string | null {
  if (crm === 'hubspot') return /^\d+$/.test(id) ? id : null
  return /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(id) && id.startsWith(prefixes[object]) ? eighteen(id) : null
}
