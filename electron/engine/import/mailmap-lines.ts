/** What the one column of a .mailmap is called; a table with nothing but that column holds its lines too. */
export const mailmapHeader = 'mailmap'

const entry = /^[^<>]*<[^<>]*>(?:[^<>]*<[^<>]*>)?\s*(?:#.*)?$/
/** Lines of `git shortlog -e` begin with a count. */
const counted = /^\s*\d+\t/

const judgedLines = 200

/** True where nearly all lines are entries of a .mailmap, the first one among them; comments and blank lines aside. */
export function isMailmap(head: string): boolean {
  const [first, ...lines] = head.replace('\uFEFF', '').split(/\r\n|[\r\n]/, judgedLines).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  if (first === undefined || !entry.test(first) || counted.test(first)) return false
  return lines.filter((line) => !entry.test(line)).length * 10 <= lines.length
}

/** Whether a line names two addresses, so that it says of both whose they are. */
export const joinsAddresses = (line: string): boolean => line.split('<').length > 2
