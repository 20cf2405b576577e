import type { DelimitedRecord } from './delimited-parser.ts'
import { normalHeader } from './headers.ts'

/** Labels that only stand together in reports of Salesforce. */
const reports = [
  ['account id', 'account name'],
  ['contact id', 'last name'], ['contact id', 'account name'],
  ['lead id', 'lead status'], ['lead id', 'company / account'], ['company / account', 'lead status'],
  ['opportunity id', 'stage'], ['opportunity name', 'stage'],
  ['from stage', 'to stage'], ['field / event', 'new value'],
]

/** Salesforce ends a report with lines that are no records: its title, a copyright, who ran it. */
export function endsWithFooters(headers: readonly string[]): boolean {
  const names = new Set(headers.map(normalHeader))
  return reports.some((labels) => labels.every((label) => names.has(label)))
}

/** More lines than any footer has; beyond them the oldest is a record after all. */
const longestFooter = 50
/** What is left of a row that was cut off within its id. */
const recordId = /^00[136Q][0-9A-Za-z]*$/

function mayBeFooter({ cells, problem }: DelimitedRecord): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return problem === undefined && filled.length <= 1 && !filled.some((cell) => recordId.test(cell.trim()))
}

export interface FooterFilter {
  /** The records of `found` and of earlier calls that a later record proves to be none of the footer's lines. */
  pass(found: readonly DelimitedRecord[]): DelimitedRecord[]
  /** The footer's lines as blank records. */
  end(): DelimitedRecord[]
}

/** Holds back records with one cell filled or none until a fuller one follows. */
export function footerFilter(width: number): FooterFilter {
  let held: DelimitedRecord[] = []
  return {
    pass: (found) => {
      const passed: DelimitedRecord[] = []
      for (const record of found) {
        held.push(record)
        if (!mayBeFooter(record)) passed.push(...held.splice(0))
        else if (held.length > longestFooter) passed.push(...held.splice(0, 1))
      }
      return passed
    },
    end: () => {
      const footer = held.map((record) => ({ ...record, cells: Array.from({ length: width }, () => '') }))
      held = []
      return footer
    },
  }
}
