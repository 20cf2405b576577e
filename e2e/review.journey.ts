import { readItemKey } from '../renderer/features/review/item-key.ts'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

test('deciding by keyboard alone', async ({ page }) => {
  test.setTimeout(480_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await page.locator('main').focus()
  const side = page.getByRole('region', { name: 'Item', exact: true })
  const title = side.getByRole('heading', { level: 2 })
  const decide = side.getByRole('group', { name: 'Decide' })
  const item = async () => (await title.getAttribute('data-item')) ?? ''
  /** Presses a key that leaves the item, and waits for the next one. */
  const press = async (key: string) => {
    const before = await item()
    await page.keyboard.press(key)
    await expect.poll(item).not.toBe(before)
    await expect(decide.getByRole('button').first()).toBeEnabled()
    return item()
  }

  await test.step('the queue opens by two keys, its first item by one', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await expect(page.getByRole('heading', { name: 'Review' })).toBeVisible()
    expect(await shownRows(page)).toBeGreaterThan(100)
    await page.keyboard.press('j')
    await expect(decide).toBeVisible()
    expect(readItemKey(await item())).not.toBeNull()
  })

  await test.step('next, and back', async () => {
    const first = await item()
    expect(await press('j')).not.toBe(first)
    expect(await press('k')).toBe(first)
  })

  await test.step('every answer goes on to the next item and stays marked; undo brings each back', async () => {
    const first = await item()
    const second = await press('1')
    const third = await press('2')
    await press('3')
    await expect(page.getByTestId('decided')).toHaveText('3 decided')
    expect(await press('u')).toBe(third)
    expect(await press('u')).toBe(second)
    expect(await press('u')).toBe(first)
    await expect(page.getByTestId('decided')).toHaveCount(0)
  })

  await test.step('what is typed decides nothing; a note goes with the decision', async () => {
    const before = await item()
    await page.keyboard.press('n')
    await page.keyboard.type('asked 123 times')
    await page.keyboard.press('Enter')
    expect(await item()).toBe(before)
    await press('2')
    await press('k')
    await expect(side).toContainText('asked 123 times')
    await press('j')
  })

  await test.step('another account is found by a word and meant by the next answer', async () => {
    await page.keyboard.press('c')
    await page.keyboard.type('a')
    await expect(side.locator('.account-found button').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(side.getByText(/means:/)).toBeVisible()
    await press('1')
  })

  await test.step('a text is decided for everybody who writes it, in one stroke', async () => {
    const scope = side.getByRole('checkbox', { name: /Everybody who writes/ })
    for (let tries = 0; tries < 60 && !(await scope.isVisible()); tries += 1) await press('j')
    await page.keyboard.press('p')
    await expect(scope).toBeChecked()
    await press('0')
  })

  await test.step('what is decided has left the queue once it is opened anew, and the place is kept over a reload', async () => {
    const rows = await shownRows(page)
    await page.keyboard.press('r')
    await expect.poll(() => shownRows(page)).toBeLessThan(rows - 2)
    if (!(await decide.isVisible())) await page.keyboard.press('j')
    await press('j')
    const kept = await press('j')
    await expect.poll(() => new URL(page.url()).hash).toContain(encodeURIComponent(kept))
    await page.reload()
    await expect.poll(item, { timeout: 30_000 }).toBe(kept)
    await page.locator('main').focus()
    await page.keyboard.press('u')
    await expect(page.getByText(/Undone/)).toBeVisible({ timeout: 20_000 })
  })

  await test.step('the keys are listed and can be changed', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Not in the CRM')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'How names are compared' }).press('Enter')
    await expect(page.getByRole('dialog')).toContainText('Spelling of the name')
    await page.keyboard.press('Escape')
  })

  await test.step('nothing to object to in either theme and a small window', async () => {
    await page.locator('main').focus()
    if (!(await decide.isVisible())) await page.keyboard.press('j')
    await expect(decide).toBeVisible()
    await inspect(page, 'review', () => expect(page.getByText(/Undone/)).toHaveCount(0, { timeout: 20_000 }))
  })
})
