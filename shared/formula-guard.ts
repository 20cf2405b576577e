/** What a spreadsheet takes for a formula: also in full width, and behind spaces, which some leave out. Apostrophes of the text itself are counted, so that taking one away brings it back. */
const formulaStart = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** Text a spreadsheet would run as a formula is written behind an apostrophe. */
export const guarded = (cell: string): string => (formulaStart.test(cell) ? `'${cell}` : cell)
export const unguarded = (cell: string): string => (cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell)
