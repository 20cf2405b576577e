/** Cells as CSV, every one of them quoted. */
export const delimitedText = (lines: readonly (readonly string[])[]): string => lines.map((line) => `${line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('')

/** Text a spreadsheet would run as a formula is written behind an apostrophe. */
export const guarded = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
export const unguarded = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
