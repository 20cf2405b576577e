import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const tokens = readFileSync(new URL('../renderer/styles/tokens.css', import.meta.url), 'utf8')

const themes = ['light', 'dark'] as const
type Theme = (typeof themes)[number]

/** CIE L* of a colour of the theme: what is left of it in greyscale. */
function lightness(name: string, theme: Theme): number {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens)?.[theme === 'light' ? 1 : 2]
  if (found === undefined) throw new Error(`tokens.css has no --${name} for both themes.`)
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => Number.parseInt(found.slice(start, start + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  return luminance > 216 / 24389 ? 116 * Math.cbrt(luminance) - 16 : (luminance * 24389) / 27
}

/** Areas side by side are told apart from this difference on. */
const leastDifference = 15
const pairs = <T>(all: readonly T[]): [T, T][] => all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))

describe.each(themes)('charts without colour, %s', (theme) => {
  it('bands and the places of the overlap differ in lightness', () => {
    for (const [one, other] of pairs(['band-high', 'band-medium', 'band-low'])) expect(Math.abs(lightness(one, theme) - lightness(other, theme)), `${one} and ${other}`).toBeGreaterThan(leastDifference)
  })
  it('the stronger band stands out more from the surface', () => {
    const contrast = ['band-high', 'band-medium', 'band-low'].map((band) => Math.abs(lightness(band, theme) - lightness('surface', theme)))
    expect(contrast).toEqual([...contrast].sort((a, b) => b - a))
  })
  it('what is drawn stands out from the surface, the lowest band by its edge', () => {
    for (const name of ['band-high', 'band-medium', 'band-edge', 'text-soft', 'control-line']) expect(Math.abs(lightness(name, theme) - lightness('surface', theme)), name).toBeGreaterThan(leastDifference)
  })
})
