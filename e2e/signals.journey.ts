import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'

test('which signals carry the lift: by source, by family, as a table', async ({ page }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: /sample organisation/i }).first().click()
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 90_000 })
  const figure = page.getByRole('region', { name: 'Which signals carry the lift' })
  await expect(figure).toContainText(/rises most surely: customers are \d/, { timeout: 30_000 })
  await inspect(page, 'signals', () => figure.scrollIntoViewIfNeeded())
  await figure.getByRole('button', { name: 'By family' }).click()
  await expect(figure.locator('.chart')).toHaveAccessibleName(/Own open source: \d/)
  await figure.getByRole('button', { name: /Show as a table/ }).click()
  await expect(figure.getByRole('columnheader', { name: 'p, adjusted' })).toBeVisible()
  expect(await figure.getByRole('row').count()).toBeGreaterThan(5)

  await test.step('a count opens the accounts it counts', async () => {
    const count = figure.getByRole('button', { name: /customers?, Product: open the accounts/i })
    const counted = Number(((await count.textContent()) ?? '').replaceAll(',', ''))
    await count.click()
    const accounts = page.getByRole('dialog').getByRole('region', { name: 'Accounts counted' })
    await expect(accounts.getByRole('row')).toHaveCount(counted + 1)
    await inspect(page, 'signal-rows')
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})
