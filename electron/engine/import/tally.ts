import type { Doubt } from './importer.ts'

/** What became of the records of one file. */
export interface Tally {
  total: number
  taken: number
  ignored: number
  duplicates: number
  /** Records about people who were erased. */
  erased: number
  /** Records no reader could make sense of. */
  unreadable: number
  /** Records a check rejected, in order: number in the file and number of the check, from 1. */
  rejected: { row: number; check: number }[]
  /** Cells left empty, by position of the doubt. */
  doubts: Map<number, number>
}

export const emptyTally = (): Tally => ({ total: 0, taken: 0, ignored: 0, duplicates: 0, erased: 0, unreadable: 0, rejected: [], doubts: new Map() })

export const rejectedCount = (tally: Tally): number => tally.rejected.length + tally.unreadable

export const doubtWarnings = (tally: Tally, doubts: readonly Doubt[]): string[] =>
  doubts.flatMap((doubt, index) => {
    const rows = tally.doubts.get(index) ?? 0
    return rows > 0 ? [doubt.warning(rows)] : []
  })
