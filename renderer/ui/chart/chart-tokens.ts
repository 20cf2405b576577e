const names = {
  page: '--page', surface: '--surface', line: '--line', lineStrong: '--line-strong', control: '--control-line', text: '--text', textSoft: '--text-soft', textFaint: '--text-faint',
  accent: '--accent', high: '--band-high', medium: '--band-medium', low: '--band-low', none: '--band-none', edge: '--band-edge',
} as const

/** The app's colours as plain values, for what is drawn outside CSS. */
export type ChartTokens = Record<keyof typeof names, string> & { font: string }

/** Charts of a page are drawn in one go; each reading makes the browser work out styles anew. */
let justRead: ChartTokens | null = null

/** Every colour as the document shows it now. */
export function readTokens(): ChartTokens {
  if (justRead) return justRead
  justRead = resolved()
  queueMicrotask(() => {
    justRead = null
  })
  return justRead
}

/** Resolved on elements of their own: custom properties alone would give back `light-dark(…)`. */
function resolved(): ChartTokens {
  const probes = Object.entries(names).map(([key, name]) => {
    const probe = document.createElement('span')
    probe.style.color = `var(${name})`
    return [key, probe] as const
  })
  const around = document.createElement('div')
  around.append(...probes.map(([, probe]) => probe))
  document.body.append(around)
  // Built from the keys of `names`.
  const colours = Object.fromEntries(probes.map(([key, probe]) => [key, getComputedStyle(probe).color])) as Record<keyof typeof names, string>
  around.remove()
  return { ...colours, font: getComputedStyle(document.body).fontFamily }
}
