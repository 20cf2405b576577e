import { readFile } from 'node:fs/promises'
import { plantedTruth } from '../electron/engine/sample/plan.ts'
import { expect, test } from './support.ts'
import { clickBar, figure, goTo, numbersIn, openSample, shownRows } from './window.ts'

test('from first run to the rows behind a figure', async ({ page }) => {
  const truth = plantedTruth()
  await openSample(page)

  await test.step('the answer and every stage’s n are those the sample plants', async () => {
    const last = truth.stages.at(-1)
    await expect(page.getByTestId('answer')).toHaveText(new RegExp(`n = ${last?.active ?? ''} of ${last?.accounts ?? ''}`))
    const coverage = figure(page, 'Coverage by stage')
    for (const { active, accounts } of truth.stages) await expect(coverage.getByText(`n = ${active} of ${accounts}`)).toBeVisible()
    await expect(figure(page, 'Hidden funnel').getByText(new RegExp(`^${truth.hidden.hidden} of`)).first()).toBeVisible()
  })

  await test.step('a bar opens exactly the rows it counts', async () => {
    const customers = truth.stages.findIndex(({ stage }) => stage === 'customer')
    await clickBar(page, figure(page, 'Coverage by stage'), { token: '--band-medium', place: customers })
    await expect(page.getByRole('heading', { name: 'Companies' })).toBeVisible()
    expect(await shownRows(page)).toBe(truth.stages[customers]?.active)
    await expect(page.getByRole('button', { name: 'Stage is Customer', exact: true })).toBeVisible()
  })

  await test.step('so does the hidden side of the funnel, and back returns to the figures', async () => {
    await page.goBack()
    await expect(page.getByTestId('answer')).toBeVisible()
    await figure(page, 'Hidden funnel').getByRole('button', { name: /table/ }).click()
    const link = figure(page, 'Hidden funnel').getByRole('link', { name: /active, not in the CRM/ })
    await expect(link).toHaveText(String(truth.hidden.hidden))
    await link.click()
    expect(await shownRows(page)).toBe(truth.hidden.hidden)
  })

  await test.step('the drawer’s parts add up to the score', async () => {
    await page.getByRole('row').nth(1).getByRole('gridcell').first().click()
    const drawer = page.getByRole('complementary')
    await expect(drawer.getByTestId('why')).toHaveText(/because/)
    const parts = await numbersIn(drawer.getByTestId('family-points'))
    const [sum = Number.NaN] = await numbersIn(drawer.getByTestId('score-sum'))
    // Each figure is rounded to hundredths.
    expect(Math.abs(parts.reduce((total, part) => total + part, 0) - sum)).toBeLessThanOrEqual(0.005 * (parts.length + 1))
    await expect(drawer.getByRole('heading', { name: /^Events/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  })

  await test.step('what is exported is what is seen', async () => {
    const rows = await shownRows(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text.trimEnd().split(/\r?\n/).length - 1).toBe(rows)
    await expect(page.getByText(/^Exported/)).toBeVisible()
  })
})

test('every count of every chart opens as many rows', async ({ page }) => {
  await openSample(page)
  const doors: { count: number; address: string }[] = []
  for (const title of ['Coverage by stage', 'Intensity by stage', 'Band mix of active accounts', 'Hidden funnel']) {
    await figure(page, title).getByRole('button', { name: /table/ }).click()
    // A figure may also link to what its sources lack.
    for (const link of await figure(page, title).getByRole('link').filter({ hasText: /^[\d,]+$/ }).all()) {
      doors.push({ count: Number(((await link.textContent()) ?? '').replaceAll(',', '')), address: (await link.getAttribute('href')) ?? '' })
    }
  }
  expect(doors.length).toBeGreaterThan(20)
  for (const { count, address } of doors) {
    await page.evaluate((hash) => { window.location.hash = hash }, address)
    await expect.poll(() => shownRows(page), address).toBe(count)
  }
})

test('the as-of date rules every page, survives a reload and can be taken back', async ({ page }) => {
  await openSample(page)
  const before = (await page.getByTestId('answer').textContent()) ?? ''
  await page.getByRole('button', { name: /^as of/ }).click()
  await page.getByLabel('As of', { exact: true }).fill('2025-07-01')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByTestId('answer')).not.toHaveText(before)
  const earlier = (await page.getByTestId('answer').textContent()) ?? ''
  await expect(page).toHaveURL(/as-of=2025-07-01/)

  await page.reload()
  await expect(page.getByTestId('answer')).toHaveText(earlier)
  await expect(page.getByRole('button', { name: 'as of 1 Jul 2025' })).toBeVisible()

  await goTo(page, 'Companies')
  const then = await shownRows(page)
  await page.goBack()
  await page.goBack()
  await expect(page.getByTestId('answer')).toHaveText(before)
  await goTo(page, 'Companies')
  await expect.poll(() => shownRows(page)).not.toBe(then)
})

test('filters, search and sort reach the engine', async ({ page }) => {
  await openSample(page)
  await goTo(page, 'Companies')
  const all = await shownRows(page)

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Band' }).click()
  const count = page.locator('.filter-value', { hasText: 'High' }).locator('.numeric')
  const high = Number(((await count.textContent()) ?? '').replaceAll(',', ''))
  await page.getByRole('checkbox', { name: /^High/ }).check()
  await expect.poll(() => shownRows(page)).toBe(high)
  await page.keyboard.press('Escape')

  await page.getByRole('columnheader', { name: 'Company' }).click()
  await expect(page).toHaveURL(/sort=name/)
  await expect(page.getByRole('columnheader', { name: 'Company' })).toHaveAttribute('aria-sort', 'ascending')
  const first = page.getByRole('row').nth(1).getByRole('gridcell').first()
  await expect(first).toHaveText(/\S/)
  const name = (await first.textContent()) ?? ''

  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await expect.poll(() => shownRows(page)).toBeLessThan(high)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.getByRole('searchbox').fill('')
  await expect.poll(() => shownRows(page)).toBe(all)
})
