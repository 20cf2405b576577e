import type { DelimitedRecord } from './delimited-parser.ts'
import { normalHeader } from './headers.ts'

/** Salesforce ends a report with lines that are no records: its title, a copyright, who ran it. */
export function endsWithFooters(headers: readonly string[]): boolean {
  const names = new Set(headers.map(normalHeader))
  return names.has('account id') && names.has('account name')
}

/** More lines than any footer has; beyond them the oldest is a record after all. */
const longestFooter = 50
/** What is left of a row that was cut off within its id. */
const accountId = /^001[0-9A-Za-z]*$/

function mayBeFooter({ cells, problem }: DelimitedRecord): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return problem === undefined && filled.length <= 1 && !filled.some((cell) => accountId.test(cell.trim()))
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
