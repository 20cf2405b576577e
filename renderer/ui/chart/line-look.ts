const lineDashes = ['solid', 'dashed', 'dotted'] as const
const lineTokens = ['textSoft', 'medium', 'high'] as const

interface LineLook {
  token: (typeof lineTokens)[number]
  dash: (typeof lineDashes)[number]
}

/** Lines of one chart, the last of them the strongest; no two of up to nine share both colour and dash, and neighbours are dashed differently. */
export function lineLook(index: number, lines: number): LineLook {
  const { length } = lineDashes
  const token = lineTokens[(index + Math.max(0, length - lines)) % length] ?? 'high'
  const dash = lineDashes[(index + Math.floor(index / length)) % length] ?? 'solid'
  return { token, dash }
}
