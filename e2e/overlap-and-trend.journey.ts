import { inspect } from './inspect.ts'
import { cardOf, drop, fileOf, importCard, openNewWorkspace } from './import-page.ts'
import { expect, test } from './support.ts'
import { figure, goTo, openSample } from './window.ts'

test('overlap with competitors opens its rows, and figures over time are worked out where asked for', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)

  await test.step('accounts and companies, then people, each count with its rows', async () => {
    const overlap = figure(page, 'Overlap with competitors')
    await expect(overlap).toContainText(/Of [\d,]+ accounts and companies active on a competitor’s repository or ours, \d+% /, { timeout: 30_000 })
    await inspect(page, 'overlap', () => overlap.scrollIntoViewIfNeeded())
    await overlap.getByRole('button', { name: 'People' }).click()
    await expect(overlap).toContainText(/Of [\d,]+ people active/)
    await overlap.getByRole('button', { name: /Show as a table/ }).click()
    const count = overlap.getByRole('button', { name: /Customer, Both: open the rows/ })
    const people = Number(((await count.textContent()) ?? '').replaceAll(',', ''))
    await count.click()
    const dialog = page.getByRole('dialog', { name: 'Customer: both' })
    await expect(dialog.locator('tbody tr')).toHaveCount(people)
    await inspect(page, 'overlap-rows')
    await dialog.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('quarters, then the same as a table whose dates open the page as of them', async () => {
    const trend = figure(page, 'Over time')
    await trend.getByRole('button', { name: 'Quarters' }).click()
    await trend.getByRole('button', { name: 'Work out 8 quarters' }).click()
    await expect(trend).toContainText(/Coverage of customers was .+ as of 1 Oct 2024 and is \d+% /, { timeout: 120_000 })
    await inspect(page, 'trend', () => trend.scrollIntoViewIfNeeded())
    await trend.getByRole('button', { name: 'Lift' }).click()
    await expect(trend).toContainText(/The lift of customers was/)
    await expect(trend.locator('.chart')).toHaveAccessibleName(/Opportunity: .+Customer: /)
    await trend.getByRole('button', { name: /Show as a table/ }).click()
    await expect(trend.getByRole('row')).toHaveCount(9)
    const before = trend.getByRole('row').filter({ hasText: '1 Apr 2026' })
    const covered = ((await before.getByRole('cell').nth(7).textContent()) ?? '').split(' ')[0] ?? ''
    await before.getByRole('link').click()
    await expect(page).toHaveURL(/as-of=2026-04-01/)
    await expect(figure(page, 'Coverage by stage')).toContainText(covered)
  })
})

test('without accounts Explore says what to import; with them a hidden company is accepted by one key', async ({ page, app }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openNewWorkspace(page, app)
  const put = async (name: string, lines: readonly string[]) => {
    await drop(page, fileOf(name, `${lines.join('\n')}\n`))
    await importCard(cardOf(page, name))
    await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible({ timeout: 60_000 })
  }
  await put('events.csv', ['occurred_at,source,domain', ...['brantovrobotic.com', 'brantovrobotic.com', 'celdarkrobotic.com', 'nothing-alike.com', 'known.com'].map((domain, index) => `2026-05-0${index + 1}T00:00:00Z,product_usage,${domain}`)])
  await goTo(page, 'Explore')
  await expect(page.getByText('4 companies are active, and no account is imported to compare them with')).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.chart')).toHaveCount(0)
  await inspect(page, 'explore-no-accounts')
  await page.getByRole('button', { name: 'Import accounts' }).click()
  await put('accounts.csv', ['record_id,name,domain,stage', '1,Brantov Robotics,brantovrobotics.com,lead', '2,Celdark Robotics,celdarkrobotics.com,customer', '3,Known,known.com,lead'])
  await goTo(page, 'Explore')
  await figure(page, 'Hidden funnel').getByRole('link', { name: /nearest accounts/ }).click()
  await expect(page.getByText(/^3 of 4 active companies match no account: 75%/)).toBeVisible({ timeout: 60_000 })
  const list = page.getByRole('region', { name: 'Hidden companies' })
  await expect(list.getByRole('row').nth(1)).toContainText('Brantov Robotics')
  await inspect(page, 'hidden-companies')
  await page.locator('main').focus()
  await page.keyboard.press('1')
  await expect(page.getByText(/^2 of 4 active companies match no account: 50%/)).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('j')
  await page.keyboard.press('2')
  await expect(list).toContainText('rejected', { timeout: 60_000 })
  await page.getByLabel('Only with an account to decide').check()
  await expect(page.getByText('No hidden company is like an account that nobody has decided.')).toBeVisible()
  await page.locator('main').focus()
  await page.keyboard.press('u')
  await expect(list).toContainText('Celdark Robotics', { timeout: 60_000 })
})
