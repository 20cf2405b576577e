import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

test('the whole way without a pointer', async ({ page }) => {
  /** First cell of a row, counted without the header. */
  const cell = (row: number) => page.getByRole('row').nth(row).getByRole('gridcell').first()
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
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(cell(1)).toBeFocused()
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('complementary')
    await expect(drawer.getByTestId('why')).toBeVisible()
    const first = await drawer.getByRole('heading', { level: 2 }).textContent()
    await page.keyboard.press('ArrowDown')
    await expect(drawer.getByRole('heading', { level: 2 })).not.toHaveText(first ?? '')
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    await expect(cell(2)).toBeFocused()
  })

  await test.step('from another control to another page, into its first row; Tab reaches the header', async () => {
    await page.getByRole('button', { name: 'Export' }).focus()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible()
    await shownRows(page)
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(cell(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary').getByRole('heading', { name: 'Attributed to' })).toBeVisible()
    await page.keyboard.press('F6')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
    await expect(cell(1)).toBeFocused()
    await page.getByRole('button', { name: 'Export' }).focus()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('columnheader').first()).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(cell(1)).toBeFocused()
  })

  await test.step('a column’s filter from its header', async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowUp')
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
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('t')
    await expect.poll(theme).toBe('dark')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Go to Companies')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test('a key pressed before its row has come opens it once it comes', async ({ page }) => {
  await openSample(page)
  const held: (() => void)[] = []
  let holding = false
  await page.routeWebSocket(/\/engine$/, (window) => {
    const engine = window.connectToServer()
    window.onMessage((message) => {
      const pass = () => engine.send(message)
      if (holding && message.includes('grid.window')) held.push(pass)
      else pass()
    })
  })
  await page.reload()
  await expect(page.getByTestId('answer')).toBeVisible()

  const release = () => {
    holding = false
    for (const pass of held.splice(0)) pass()
  }
  /** To a page by its key, and into its first row while the rows are held. */
  const intoFirstRow = async (key: string) => {
    holding = true
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await shownRows(page)
    await expect.poll(() => held.length).toBeGreaterThan(0)
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('row').nth(1).getByRole('gridcell').first()).toBeFocused()
  }

  await test.step('a key pressed while the focused row is drawn anew is not lost', async () => {
    await intoFirstRow('c')
    await page.evaluate(() => {
      const pressEnter = () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      document.addEventListener('focusout', pressEnter, { capture: true, once: true })
    })
    release()
    await expect(page.getByRole('complementary').getByTestId('why')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toHaveCount(0)
  })

  await intoFirstRow('p')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row').nth(2).getByRole('gridcell').first()).toBeFocused()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await expect(drawer).toHaveCount(0)
  release()
  await expect(drawer.getByRole('heading', { name: 'Attributed to' })).toBeVisible()
  await expect(page.getByRole('row').nth(2)).toHaveClass(/row-open/)

  await test.step('closed before the row has come, the drawer stays closed', async () => {
    await page.getByRole('row').nth(2).getByRole('gridcell').first().focus()
    holding = true
    await page.keyboard.press('Control+End')
    await expect.poll(() => held.length).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    release()
    await expect(page.locator('[role=row]:focus-within [role=gridcell]').first()).not.toBeEmpty()
    await expect(drawer).toHaveCount(0)
  })
})
