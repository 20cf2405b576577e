/** A header as it is compared: NFKC, lower case, single spaces, no BOM, no trailing star, plain hyphens and apostrophes. */
export const normalHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .replaceAll('\uFEFF', '')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replaceAll('\u2019', "'")
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\s*\*+$/, '')

/** Headers made distinct, ignoring case: the second `Phone` becomes `Phone (2)`, an empty one `Column 7`. */
export function distinctHeaders(headers: readonly string[]): string[] {
  const taken = new Set<string>()
  return headers.map((header, index) => {
    const wanted = header.replaceAll('\uFEFF', '').trim() || `Column ${index + 1}`
    let name = wanted
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${wanted} (${copy})`
    taken.add(name.toLowerCase())
    return name
  })
}

/** Field → the header that fills it: for every field the first of its aliases that is present. */
export function matchHeaders<Field extends string>(headers: readonly string[], aliases: Readonly<Record<Field, readonly string[]>>): Map<Field, string> {
  const byNormal = new Map<string, string>()
  for (const header of headers) if (!byNormal.has(normalHeader(header))) byNormal.set(normalHeader(header), header)
  const found = new Map<Field, string>()
  // Object.entries widens the keys; they are exactly `Field`.
  for (const [field, names] of Object.entries(aliases) as [Field, readonly string[]][]) {
    const header = names.map((name) => byNormal.get(name)).find((name) => name !== undefined)
    if (header !== undefined) found.set(field, header)
  }
  return found
}
