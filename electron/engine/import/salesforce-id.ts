const checksum = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'
const positions = [1, 2, 3, 4, 5] as const

/** One character tells which of five are capitals: the first is the lowest bit. */
function chunk(id: string, start: number): string {
  const bits = positions.map((position) => `CASE WHEN substr(${id}, ${start + position}, 1) BETWEEN 'A' AND 'Z' THEN ${2 ** (position - 1)} ELSE 0 END`)
  return `substr('${checksum}', 1 + ${bits.join(' + ')}, 1)`
}

/** SQL of the 18-character form of a Salesforce id: its 15 case-sensitive characters and a checksum of their capitals. Longer ids stay as they are. */
export const salesforceId = (id: string): string => `CASE WHEN length(${id}) = 15 THEN concat(${id}, ${[0, 5, 10].map((start) => chunk(id, start)).join(', ')}) ELSE ${id} END`

export const isSalesforceId = (id: string): string => `regexp_full_match(${id}, '[0-9A-Za-z]{15}([0-9A-Za-z]{3})?')`
