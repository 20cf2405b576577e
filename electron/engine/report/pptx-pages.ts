/** Inches a table may fill below the heading of a slide, its own head included. */
const room = 5.5

/** Rows of each slide, so that none runs off its foot; a table without rows has one slide. */
export function tablePages(rows: readonly (readonly string[])[], { widths, size }: { widths: readonly number[]; size: number }): (readonly string[])[][] {
  const perInch = 150 / size
  const line = (size * 1.25) / 72
  const height = (row: readonly string[]) => 0.12 + line * Math.max(1, ...row.map((cell, index) => Math.ceil(cell.length / Math.max(1, ((widths[index] ?? 1) - 0.1) * perInch))))
  const pages: (readonly string[])[][] = [[]]
  let filled = 0.45
  for (const row of rows) {
    const needed = height(row)
    if (filled + needed > room && (pages.at(-1)?.length ?? 0) > 0) {
      pages.push([])
      filled = 0.45
    }
    pages.at(-1)?.push(row)
    filled += needed
  }
  return pages
}
