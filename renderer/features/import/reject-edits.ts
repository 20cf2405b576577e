import type { Output } from '../../../shared/contract.ts'

type Rejects = Output<'reject.rows'>['rejects']

/** Number of a record → its cells as they were changed. */
export type Edits = ReadonlyMap<number, readonly string[]>

/** A record whose cells stand as in the file again is no longer changed. */
export function withCell(edits: Edits, { data, row, column, text }: { data: Rejects; row: number; column: number; text: string }): Edits {
  const original = data.find((each) => each.row === row)?.cells ?? []
  const cells = (edits.get(row) ?? original).with(column, text)
  const next = new Map(edits)
  if (cells.every((cell, index) => cell === original[index])) next.delete(row)
  else next.set(row, cells)
  return next
}

export const editedRows = (rejects: Rejects, edits: Edits): { row: number; cells: string[] }[] => rejects.map(({ row, cells }) => ({ row, cells: [...(edits.get(row) ?? cells)] }))
