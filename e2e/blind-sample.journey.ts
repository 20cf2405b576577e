import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

/** `BANDSTAND_SCREENSHOTS=1` renews the pictures of the documentation. */
const picture = (name: string): string => (process.env['BANDSTAND_SCREENSHOTS'] === '1' ? join(import.meta.dirname, '../docs/screenshots', name) : test.info().outputPath(name))

test('a blind sample is drawn, judged by keyboard, and corrects the figures', async ({ page }) => {
  test.setTimeout(480_000)
  await openSample(page)
  await page.getByRole('link', { name: 'Review' }).click()
  await page.getByRole('link', { name: 'Blind sample' }).click()
  await page.getByRole('button', { name: 'Draw a sample' }).click()
  await expect.poll(() => shownRows(page)).toBeGreaterThan(100)
  const drawn = await shownRows(page)
  await page.locator('main').focus()
  const side = page.getByRole('region', { name: 'Item', exact: true })
  const judge = side.getByRole('group', { name: 'Decide' })
  const title = side.getByRole('heading', { level: 2 })
  const item = async () => (await title.getAttribute('data-item')) ?? ''

  await test.step('nothing tells how the company was found', async () => {
    await page.keyboard.press('j')
    await expect(judge).toBeVisible()
    await expect(side.getByText(/Does this person work at|Is it the account/)).toBeVisible()
    await expect(page.getByRole('columnheader', { name: /Confidence|Method/ })).toHaveCount(0)
    await expect(side.getByText(/What speaks for|The verifier says|Likeliest accounts/)).toHaveCount(0)
  })

  await test.step('judging goes on to the next, and undo brings back', async () => {
    for (const key of ['1', '2', '1', '1', '1']) {
      const before = await item()
      await page.keyboard.press(key)
      await expect.poll(item).not.toBe(before)
      await expect(judge.getByRole('button').first()).toBeEnabled()
    }
    await expect(page.getByTestId('decided')).toHaveText('5 decided')
    await page.keyboard.press('u')
    await expect(page.getByTestId('decided')).toHaveText('4 decided')
    await page.keyboard.press('r')
    await expect.poll(() => shownRows(page)).toBe(drawn - 4)
  })

  await test.step('the page is accessible', async () => {
    const { violations } = await new AxeBuilder({ page }).exclude('.ag-root-wrapper').analyze()
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  })
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: picture(`blind-sample-${scheme}.png`), animations: 'disabled', caret: 'hide' })
  }

  await test.step('the groups are counted, with what is too little', async () => {
    await page.getByRole('button', { name: 'How often it is right' }).click()
    await expect(page.getByRole('dialog')).toContainText('4 are judged')
    await expect(page.getByRole('dialog')).toContainText('insufficient labels')
    await page.keyboard.press('Escape')
  })

  await test.step('Explore shows the corrected figures beside the others', async () => {
    await page.getByRole('link', { name: 'Explore' }).click()
    await expect(page.getByText(/Corrected for false positives: Lead \d+%/).first()).toBeVisible()
    await page.screenshot({ path: test.info().outputPath('explore-corrected.png') })
  })
})
