import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

/** `BANDSTAND_SCREENSHOTS=1` renews the pictures of the documentation; otherwise they land among the test results. */
const renew = process.env['BANDSTAND_SCREENSHOTS'] === '1'
const picture = (name: string): string => (renew ? join(import.meta.dirname, '../docs/screenshots', name) : test.info().outputPath(name))
const themes = ['light', 'dark'] as const

/** Serious and critical findings; structure is the same in both themes, contrast is not. */
async function findings(page: Page, theme: (typeof themes)[number]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (theme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`))
}

/** Controls cut off by the window, and text cut off without a tooltip. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inGrid = (element: Element) => element.closest('.ag-root-wrapper, .preview-table, .data-scroll') !== null
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

async function inspect(page: Page, name: string, before: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
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

test('every screen in both themes', async ({ page, app }) => {
  test.setTimeout(480_000)
  const show = async (hash: string, ready: () => Promise<unknown>) => {
    await page.goto(`${app.origin}/${hash}`)
    await ready()
  }
  const rows = (title: string) => async () => {
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await expect(page.getByRole('row').nth(1).getByRole('gridcell').first()).toHaveText(/\S/)
    await shownRows(page)
  }

  await inspect(page, 'welcome')
  await openSample(page)
  await inspect(page, 'explore')
  await inspect(page, 'explore-cut-offs', () => page.locator('.page-scroll').evaluate((element) => element.scrollTo(0, element.scrollHeight)))

  await show('#/companies', rows('Companies'))
  await inspect(page, 'companies')
  await page.getByRole('row').nth(3).getByRole('gridcell').first().click()
  await expect(page.getByTestId('why')).toBeVisible()
  await inspect(page, 'company')
  await show('#/companies?where=stage:in:customer&where=band:in:High,Medium', rows('Companies'))
  await page.getByRole('button', { name: 'Stage is Customer', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: /^Customer/ })).toBeChecked()
  await inspect(page, 'companies-filter')

  await show('#/people', rows('People'))
  await inspect(page, 'people')
  await page.getByRole('row').nth(2).getByRole('gridcell').first().click()
  await expect(page.getByRole('heading', { name: 'Attributed to' })).toBeVisible()
  await inspect(page, 'person')

  await show('#/targets', () => expect(page.getByRole('radiogroup').first()).toBeVisible())
  await inspect(page, 'targets')

  await show('#/enrich', () => expect(page.getByRole('heading', { name: 'Ask', level: 2 })).toBeVisible())
  await inspect(page, 'enrich')
  await show('#/verify', () => expect(page.getByRole('heading', { name: 'Verify', level: 1 })).toBeVisible())
  await inspect(page, 'verify')

  await show('#/import?view=sources', () => expect(page.getByRole('heading', { name: 'Known limits' })).toBeVisible())
  await inspect(page, 'sources')

  await show('#/import?view=rejects', rows('Rejects'))
  await inspect(page, 'rejects')
  await show('#/import', () => expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible())
  const stars = JSON.stringify([{ starred_at: '2026-05-04T10:00:00Z', user: { login: 'octo', id: 1, type: 'User' } }])
  await page.getByLabel('Files to import').setInputFiles({ name: 'stars.json', mimeType: 'application/json', buffer: Buffer.from(stars) })
  await expect(page.getByRole('region', { name: 'First rows of stars.json' })).toBeVisible()
  await inspect(page, 'import')

  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('What would you like to do?')).toBeFocused()
  await inspect(page, 'palette')
  await page.keyboard.press('Escape')
})
