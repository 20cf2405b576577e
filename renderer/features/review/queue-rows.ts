import { type Row, rowsFromArrow, textOf } from '../../lib/arrow.ts'

export const blockSize = 100
/** Blocks kept at hand, for the grid and the panel alike. */
const keptBlocks = 80
/** How far a row is looked for that an address names. */
const searchedRows = 10_000

/** The rows of one opened queue, by position: they stay as they were when it was opened. */
export interface QueueRows {
  readonly totalRows: number
  readonly dataVersion: number
  /** The row, where it is at hand. */
  at: (position: number) => Row | undefined
  /** The rows of one block of a hundred. */
  block: (index: number) => Promise<readonly Row[]>
  /** Where among the first ten thousand a row stands. */
  find: (itemKey: string) => Promise<number | null>
}

interface Opened {
  totalRows: number
  dataVersion: number
  read: (offset: number, limit: number) => Promise<Uint8Array>
}

export function queueRows({ totalRows, dataVersion, read }: Opened): QueueRows {
  // In the order of their last use.
  const asked = new Map<number, Promise<readonly Row[]>>()
  const here = new Map<number, readonly Row[]>()

  const block = (index: number): Promise<readonly Row[]> => {
    const known = asked.get(index)
    if (known) {
      asked.delete(index)
      asked.set(index, known)
      return known
    }
    const coming = read(index * blockSize, blockSize).then((arrow) => {
      const rows = rowsFromArrow(arrow)
      here.set(index, rows)
      return rows
    })
    asked.set(index, coming)
    coming.catch(() => asked.delete(index))
    for (const oldest of asked.keys()) {
      if (asked.size <= keptBlocks) break
      asked.delete(oldest)
      here.delete(oldest)
    }
    return coming
  }
  return {
    totalRows,
    dataVersion,
    block,
    at: (position) => here.get(Math.floor(position / blockSize))?.[position % blockSize],
    find: async (itemKey) => {
      for (let index = 0; index * blockSize < Math.min(totalRows, searchedRows); index += 1) {
        const found = (await block(index)).findIndex((row) => textOf(row, 'item_key') === itemKey)
        if (found >= 0) return index * blockSize + found
      }
      return null
    },
  }
}
