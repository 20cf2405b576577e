const words = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/**
 * How well an action answers what is typed, 0 (not at all) to 1: its label begins with it; its label has words that begin with each word typed; its further
 * words do. Letters strewn over a label are no match: they brought up actions nobody meant.
 */
export function paletteRank(label: string, typed: string, keywords: readonly string[] = []): number {
  const asked = words(typed)
  if (asked.length === 0) return 1
  const labelWords = words(label)
  const begins = (among: readonly string[]) => asked.every((word) => among.some((each) => each.startsWith(word)))
  if (labelWords.join(' ').startsWith(asked.join(' '))) return 1
  if (begins(labelWords)) return 0.8
  return begins([...labelWords, ...keywords.flatMap(words)]) ? 0.5 : 0
}
