import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { openSample } from './window.ts'

test('before entry: what came first, by stage, as a table, and the accounts behind it', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  const figure = page.getByRole('region', { name: 'Before entry', exact: true })
  await expect(figure).toContainText(/the day before entering/i, { timeout: 60_000 })
  await inspect(page, 'before-entry', () => figure.scrollIntoViewIfNeeded())
  await figure.getByRole('button', { name: /Show as a table/ }).click()
  await expect(figure.getByRole('columnheader', { name: 'Odds ratio' })).toBeVisible()
  await figure.getByRole('button', { name: /Show as a table/ }).click()

  const stage = figure.getByRole('region', { name: 'Before Customer' })
  const accounts = Number(((await stage.getByRole('button').textContent()) ?? '').replace(/ .*/, '').replaceAll(',', ''))
  await stage.getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('rowheader')).toHaveCount(Math.min(500, accounts), { timeout: 30_000 })
  await inspect(page, 'before-entry-accounts')
  const link = dialog.getByRole('rowheader').first().getByRole('link')
  const name = (await link.textContent()) ?? ''
  await link.click()
  await expect(page.getByRole('complementary').or(page.getByRole('dialog'))).toContainText(name)
})
