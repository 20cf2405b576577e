import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support.ts'

/** `BANDSTAND_SCREENSHOTS=1` renews the pictures of the documentation; otherwise they land among the test results. */
const renew = process.env['BANDSTAND_SCREENSHOTS'] === '1'
const picture = (name: string): string => (renew ? join(import.meta.dirname, '../docs/screenshots', name) : test.info().outputPath(name))
const themes = ['light', 'dark'] as const

/** Serious and critical findings; structure is the same in both themes, contrast is not. */
async function findings(page: Page, theme: (typeof themes)[number]): Promise<string[]> {
  // Frames in which nothing may run cannot be asked; what stands in them is a file, not a part of the window.
  const axe = new AxeBuilder({ page }).exclude('iframe').setLegacyMode().options({ iframes: false })
  const { violations } = await (theme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`))
}

/** Controls cut off by the window, and text cut off without a tooltip. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inGrid = (element: Element) => element.closest('.ag-root-wrapper, .preview-table, .data-scroll, .map-table, .correct-table') !== null
    const wide = [...document.querySelectorAll('.shell button, .shell a, .shell input, .shell h1, .shell h2')]
      .filter((element) => !inGrid(element) && element.getClientRects().length > 0 && element.getBoundingClientRect().right > window.innerWidth + 1)
    const truncated = [...document.querySelectorAll<HTMLElement>('.shell .truncate')]
      .filter((element) => !inGrid(element) && element.scrollWidth > element.clientWidth && !element.closest('[title]'))
    return [
      ...(document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : []),
      ...[...wide, ...truncated].map((element) => `${element.tagName} ${element.textContent.trim()}`),
    ]
  })

const settled = async (page: Page) => {
  await expect(page.locator('.skeleton')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
}

/** A picture in both themes, nothing cut off in a smaller window, and no serious or critical finding. */
export async function inspect(page: Page, name: string, before: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  for (const theme of themes) {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await settled(page)
    await before()
    await page.mouse.move(0, 0)
    await page.screenshot({ path: picture(`${name}-${theme}.png`), animations: 'disabled', caret: 'hide' })
    await page.setViewportSize({ width: 1280, height: 720 })
    await settled(page)
    expect(await cutOff(page), `${name}, ${theme}, 1280 × 720`).toEqual([])
    expect(await findings(page, theme), `${name}, ${theme}`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
