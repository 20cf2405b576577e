const names = {
  page: '--page', surface: '--surface', line: '--line', lineStrong: '--line-strong', control: '--control-line', text: '--text', textSoft: '--text-soft', textFaint: '--text-faint',
  accent: '--accent', high: '--band-high', medium: '--band-medium', low: '--band-low', none: '--band-none', edge: '--band-edge',
} as const

/** The app's colours as plain values, for what is drawn outside CSS. */
export type ChartTokens = Record<keyof typeof names, string> & { font: string }

/** Resolves every colour as the document shows it now; custom properties alone would give back `light-dark(…)`. */
export function readTokens(): ChartTokens {
  const probe = document.createElement('span')
  document.body.append(probe)
  const read = (name: string) => {
    probe.style.color = `var(${name})`
    return getComputedStyle(probe).color
  }
  // Built from the keys of `names`.
  const colours = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, read(name)])) as Record<keyof typeof names, string>
  probe.remove()
  return { ...colours, font: getComputedStyle(document.body).fontFamily }
}
