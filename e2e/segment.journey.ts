import { readFile } from 'node:fs/promises'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { figure, openSample, shownRows } from './window.ts'

test('a segment of the market: chosen by its values, kept in the address, counted by every figure and by the rows behind them', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  const answer = page.getByTestId('answer')
  const whole = (await answer.textContent()) ?? ''
  const bar = page.getByRole('group', { name: 'Segment' })
  await bar.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Industry' }).click()
  await page.getByLabel('Condition').selectOption({ label: 'is one of' })
  const values = page.getByRole('group', { name: 'Industry' })
  await values.getByRole('checkbox').first().check()
  await expect(bar.getByRole('status')).toContainText(/companies counted, industry unknown of [\d,]+\. Scores and cut-offs are those of all/)
  await page.getByRole('checkbox', { name: 'Also where it is unknown' }).uncheck()
  await expect(bar.getByRole('status')).toContainText(/counted\. Scores/)
  await page.keyboard.press('Escape')
  await expect(answer).not.toHaveText(whole)
  await expect(figure(page, 'Before entry')).toBeVisible({ timeout: 30_000 })
  await inspect(page, 'explore-segment')

  await test.step('a count opens the rows of the segment', async () => {
    await figure(page, 'Coverage by stage').getByRole('button', { name: /Show as a table/ }).click()
    const link = figure(page, 'Coverage by stage').getByRole('row').nth(1).getByRole('link').last()
    const count = Number(((await link.textContent()) ?? '').replaceAll(',', ''))
    await link.click()
    await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible()
    await expect.poll(() => shownRows(page)).toBe(count)
    await page.goBack()
  })

  await test.step('a view is kept under a name and brings the segment back', async () => {
    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name').fill('Our ICP')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const counted = (await bar.getByRole('status').textContent()) ?? ''
    await bar.getByRole('button', { name: 'Clear' }).click()
    await expect(answer).toHaveText(whole)
    await page.getByRole('button', { name: 'Saved views' }).click()
    await expect(page.getByRole('menuitem', { name: 'Our ICP', exact: true })).toBeVisible()
    await inspect(page, 'saved-views')
    await page.getByRole('menuitem', { name: 'Our ICP', exact: true }).click()
    await expect(bar.getByRole('status')).toHaveText(counted)
    await page.getByRole('button', { name: 'Saved views' }).click()
    await page.getByRole('menuitem', { name: 'Remove the view Our ICP' }).click()
    await page.getByRole('button', { name: 'Saved views' }).click()
    await expect(page.getByRole('menuitem', { name: 'Our ICP', exact: true })).toHaveCount(0)
    await page.keyboard.press('Escape')
  })

  await test.step('the address keeps it, and clearing brings everything back', async () => {
    await page.reload()
    await expect(bar.getByRole('status')).toContainText(/counted/)
    await bar.getByRole('button', { name: 'Clear' }).click()
    await expect(answer).toHaveText(whole)
    await page.goBack()
    await expect(bar.getByRole('status')).toContainText(/counted/)
    await expect(answer).not.toHaveText(whole)
    await page.goForward()
    await expect(answer).toHaveText(whole)
  })

  await test.step('a segment of nobody draws no empty chart, and one that cannot be says so and can be cleared', async () => {
    await page.evaluate(() => (location.hash = '#/explore?where=industry:in:Nowhere'))
    await expect(bar.getByRole('status')).toContainText(/^0 companies counted/)
    await expect(figure(page, 'Coverage by stage').locator('.chart')).toHaveCount(0)
    await inspect(page, 'explore-nobody')
    await page.evaluate(() => (location.hash = '#/explore?where=employees:contains:many'))
    await page.reload()
    await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 })
    await inspect(page, 'explore-impossible')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await expect(answer).toHaveText(whole)
  })
})

test('a chart is saved as SVG and, twice as sharp, as PNG', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  const saved = async (kind: 'SVG' | 'PNG') => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: `Save as ${kind}: Hidden funnel` }).click()
    return readFile(await (await download).path())
  }
  const svg = (await saved('SVG')).toString('utf8')
  expect(await page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null, svg)).toBeNull()
  const [width, height] = ['width', 'height'].map((side) => new RegExp(`^<svg[^>]* ${side}="(\\d+)"`).exec(svg)?.[1])
  const png = await saved('PNG')
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)])
})
