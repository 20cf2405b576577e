import { createHmac, randomBytes } from 'node:crypto'
import type { PersonalKind } from '../../../shared/contract-hand-over.ts'
import type { Connection } from '../db/connection.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import type { HandOverColumn } from './columns.ts'

const setting = 'pseudonym_key'

/** The secret that pseudonyms of this workspace follow from, made at the first need; the same person has the same pseudonym in all its files. */
export async function pseudonymKey(writer: Connection): Promise<string> {
  const known = await readSetting<string>(writer, setting)
  if (known !== undefined) return known
  const made = randomBytes(32).toString('hex')
  await writeSetting(writer, setting, made)
  return made
}

/** Says nothing that a pseudonym could not say, so it is left out. */
const leftOut: readonly PersonalKind[] = ['note', 'location', 'phone']
const address = /[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+/g

/** Stands in for a cell of a column; titles stay, and addresses are replaced wherever they stand. */
export const pseudonymiser = (key: string): ((column: HandOverColumn, cell: string) => string) => {
  const letters = (value: string) => createHmac('sha256', key).update(value.trim().toLowerCase()).digest('hex').slice(0, 12)
  return ({ personal }, cell) => {
    if (cell === '') return cell
    if (personal !== undefined && leftOut.includes(personal)) return ''
    if (personal === undefined || personal === 'title') return cell.replace(address, (found) => `email-${letters(found)}`)
    return `${personal}-${letters(cell)}`
  }
}
