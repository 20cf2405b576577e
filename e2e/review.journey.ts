import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

test('deciding by keyboard alone', async ({ page }) => {
  test.setTimeout(480_000)
  await openSample(page)
  await page.locator('main').focus()
  const drawer = page.getByRole('complementary')
  const title = drawer.getByRole('heading', { level: 2 })
  const decide = drawer.getByRole('group', { name: 'Decide' })
  const item = () => new URL(page.url()).hash.split('open=')[1] ?? ''
  const opened = async () => {
    await expect(decide).toBeVisible()
    return item()
  }
  const press = async (key: string) => {
    const before = item()
    await page.keyboard.press(key)
    await expect.poll(item).not.toBe(before)
    return opened()
  }

  await test.step('the queue opens by two keys, its first item by one', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible()
    expect(await shownRows(page)).toBeGreaterThan(100)
    await page.keyboard.press('j')
    await opened()
  })

  await test.step('next, and back', async () => {
    const first = item()
    expect(await press('j')).not.toBe(first)
    expect(await press('k')).toBe(first)
  })

  await test.step('accepting and rejecting go on to the next item, and undo brings the last one back', async () => {
    const items = await shownRows(page)
    const first = item()
    const second = await press('1')
    await expect.poll(() => shownRows(page)).toBe(items - 1)
    await press('2')
    expect(await press('u')).toBe(second)
    expect(await press('u')).toBe(first)
    await expect.poll(() => shownRows(page)).toBe(items)
  })

  await test.step('what is typed decides nothing', async () => {
    const before = item()
    await page.keyboard.press('c')
    await expect(page.getByRole('searchbox', { name: /Another account/ })).toBeFocused()
    await page.keyboard.type('120')
    await expect(page.getByRole('searchbox', { name: /Another account/ })).toHaveValue('120')
    expect(item()).toBe(before)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('a')
    await expect(drawer.locator('.account-found button').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(drawer.getByText(/^Accepting means/)).toBeVisible()
    await press('1')
  })

  await test.step('a text is decided for everybody who writes it, in one stroke', async () => {
    const scope = drawer.getByRole('checkbox', { name: /everybody who writes/ })
    for (let tries = 0; tries < 60 && !(await scope.isVisible()); tries += 1) await press('j')
    const items = await shownRows(page)
    await page.keyboard.press('p')
    await expect(scope).toBeChecked()
    await press('0')
    await expect.poll(() => shownRows(page)).toBeLessThan(items - 1)
  })

  await test.step('the keys are listed, the comparison is explained', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Not in the CRM')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'How names are compared' }).press('Enter')
    await expect(page.getByRole('dialog')).toContainText('Spelling of the name')
    await page.keyboard.press('Escape')
  })

  for (const theme of ['light', 'dark'] as const) {
    await test.step(`nothing to object to in the ${theme} theme`, async () => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await expect(page.getByText(/U undoes it/)).toHaveCount(0, { timeout: 20_000 })
      await expect(page.locator('.skeleton')).toHaveCount(0)
      await page.screenshot({ path: test.info().outputPath(`review-${theme}.png`), animations: 'disabled' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
      await expect(title).toBeVisible()
    })
  }
})
