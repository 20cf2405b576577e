/** Records of delimited text (RFC 4180): quotes may hold delimiters, quotes and line ends. */
export function parseDelimited(text: string, delimiter = ','): string[][] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let insideQuotes = false
  let touched = false
  const endCell = (): void => {
    record.push(cell)
    cell = ''
  }
  const endRecord = (): void => {
    endCell()
    if (touched) records.push(record)
    record = []
    touched = false
  }
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index)
    if (insideQuotes) {
      if (character !== '"') cell += character
      else if (body.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else insideQuotes = false
      continue
    }
    if (character === '\r' && body.charAt(index + 1) === '\n') continue
    if (character === '\n') {
      endRecord()
      continue
    }
    touched = true
    if (character === '"' && cell === '') insideQuotes = true
    else if (character === delimiter) endCell()
    else cell += character
  }
  if (touched) endRecord()
  return records
}
