import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createEngine } from '../electron/engine/engine.ts'
import { importStoryFiles } from '../electron/engine/stories/story-world.test-support.ts'
import { inspect } from './inspect.ts'
import { type App, expect, test } from './support.ts'
import { shownRows } from './window.ts'

async function withStories({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme Analytics' })
  await importStoryFiles(dataDirectory, (file) => call('import.run', file))
  await call('score.run', {})
  await engine.close()
}

async function openStories(page: Page, app: App): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 })
  await withStories(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme Analytics/ }).first().click()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible({ timeout: 60_000 })
}

/** A4 without its margins of 14 mm, in the pixels of CSS. */
const paperWidth = 688

/** On paper nothing may be wider than the sheet, taller than what is shown, or a control. */
async function fitsPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.setViewportSize({ width: paperWidth, height: 900 })
  await expect(page.locator('.rail, .header, .status, .button').filter({ visible: true })).toHaveCount(0)
  // Charts take the width of the sheet a frame after it is there.
  const faults = () => page.evaluate(() => [
    ...[...document.querySelectorAll<HTMLElement>('#main *')].filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > window.innerWidth + 1).map((element) => `too wide: ${element.className} ${element.textContent.slice(0, 40)}`),
    ...[...document.querySelectorAll<HTMLElement>('#main, #main .page, #main .page *')].filter((element) => ['auto', 'hidden', 'scroll'].includes(getComputedStyle(element).overflowY) && element.scrollHeight > element.clientHeight + 1 && !element.closest('svg, .chart')).map((element) => `cut off: ${element.className}`),
    ...[...document.querySelectorAll('#main thead')].filter((head) => getComputedStyle(head).display !== 'table-header-group').map(() => 'a head that is not repeated'),
  ])
  await expect.poll(faults).toEqual([])
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ media: null, colorScheme: 'dark' })
}

/** Printed as a person prints it, from the dark theme, with nothing moving; returns how many A4 pages it has. */
async function printed(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false })
  await writeFile(test.info().outputPath(`${name}.pdf`), pdf)
  const text = pdf.toString('latin1')
  const [, width, height] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? []
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
  return [...text.matchAll(/\/Type ?\/Page\b/g)].length
}

test('an account as a page: opened from the drawer, every number a door, reload and back, printed on A4', async ({ page, app }) => {
  test.setTimeout(240_000)
  await openStories(page, app)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.getByRole('gridcell', { name: 'Acme Inc', exact: true }).click()
  await page.getByRole('link', { name: 'Open as page' }).click()
  await expect(page.getByRole('heading', { name: 'Acme Inc', level: 1 })).toBeVisible()
  await expect(page.getByTestId('headline')).toContainText('Acme Inc is in the CRM at the stage customer: 62 people are attributed to it, 88 events counted up to')
  for (const part of ['Score', 'Lifecycle', 'Conflicts', 'Signals by source', 'People', 'Deals', 'Stages', 'Contacts', 'Claims', 'Matches', 'CRM record', 'Events']) await expect(page.getByRole('region', { name: part, exact: true })).toBeVisible()
  await inspect(page, 'account-page')

  await test.step('a count opens its rows, back returns, and a reload stays', async () => {
    await page.getByRole('table', { name: 'Signals by source' }).getByRole('row', { name: /^Docs view/ }).getByRole('link').first().click()
    await expect(page.getByRole('heading', { name: 'Events', level: 1 })).toBeVisible()
    await expect.poll(() => shownRows(page)).toBe(38)
    await page.goBack()
    await page.getByRole('region', { name: 'Deals', exact: true }).getByRole('link', { name: '2', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible()
    await expect.poll(() => shownRows(page)).toBe(2)
    await page.goBack()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Acme Inc', level: 1 })).toBeVisible()
  })

  await test.step('it fits A4, in light, without controls', async () => {
    expect(await printed(page, 'account')).toBeGreaterThanOrEqual(3)
    await fitsPaper(page)
  })
})

test('a person as a page: from the palette, employers in time, claims, persona, printed on A4', async ({ page, app }) => {
  test.setTimeout(240_000)
  await openStories(page, app)
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.getByRole('gridcell', { name: 'vera', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Open as page' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('What would you like to do?').fill('as a page')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Vera Voss', level: 1 })).toBeVisible()
  await expect(page.getByTestId('headline')).toContainText('Vera Voss (vera) is a buyer by the rule')
  await expect(page.getByRole('table', { name: 'Employers in time' }).getByRole('row', { name: /globex/ })).toContainText('1 Jan 2016 to')
  await expect(page.getByRole('table', { name: 'Claims' }).getByRole('row')).toHaveCount(3)
  await inspect(page, 'person-page')
  expect(await printed(page, 'person')).toBeGreaterThanOrEqual(1)
  await fitsPaper(page)
  await page.getByRole('table', { name: 'Employers in time' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: /Acme/, level: 1 })).toBeVisible()
})

test('the definition of the two databases prints as a sheet to sign', async ({ page, app }) => {
  test.setTimeout(240_000)
  await openStories(page, app)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.getByRole('link', { name: 'Definition' }).click()
  await expect(page.getByRole('heading', { name: /Who is a developer at/ })).toBeVisible()
  expect(await printed(page, 'definition')).toBeGreaterThanOrEqual(1)
  await fitsPaper(page)
})
