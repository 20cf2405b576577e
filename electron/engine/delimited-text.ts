/** Cells as CSV, or divided otherwise, every one of them quoted. */
export const delimitedText = (lines: readonly (readonly string[])[], delimiter: ',' | '\t' = ','): string =>
  lines.map((line) => `${line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)}\r\n`).join('')
