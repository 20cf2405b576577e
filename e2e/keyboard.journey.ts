import { expect, test } from './support.ts'
import { shownRows } from './window.ts'

test('the whole way without a pointer', async ({ page }) => {
  await test.step('the sample organisation from the palette', async () => {
    await expect(page.getByRole('heading', { name: 'Bandstand' })).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('sample')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('answer')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('to Companies by two keys, into the grid, into a row', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await shownRows(page)
    await page.getByRole('button', { name: 'Export' }).focus()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('columnheader').first()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('complementary')
    await expect(drawer.getByTestId('why')).toBeVisible()
    const first = await drawer.getByRole('heading', { level: 2 }).textContent()
    await page.keyboard.press('ArrowDown')
    await expect(drawer.getByRole('heading', { level: 2 })).not.toHaveText(first ?? '')
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  })

  await test.step('a column’s filter from its header', async () => {
    await page.keyboard.press('Home')
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowUp')
    await page.keyboard.press('f')
    await expect(page.getByRole('dialog', { name: /^Filter / })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('theme and shortcuts', async () => {
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
    await page.locator('main').focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('theme')
    await page.keyboard.press('Enter')
    await expect.poll(theme).toBe('light')
    await page.keyboard.press('t')
    await expect.poll(theme).toBe('dark')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Go to Companies')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})
