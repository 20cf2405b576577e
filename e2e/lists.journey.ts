import { readFile } from 'node:fs/promises'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { openSample } from './window.ts'

test('target lists: reasons, a segment, a snapshot and what changed since, files for others and for the CRM', async ({ page }) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByRole('heading', { name: 'Lists', level: 1 })).toBeVisible()
  const table = page.getByRole('region', { name: 'Table of the list' })
  await expect(table.getByRole('row').nth(1)).toContainText(/No account in the CRM; band High with .* points/, { timeout: 60_000 })
  await expect(page.getByText(/^\d+ active companies of the bands High and Medium have no account in the CRM\.$/)).toBeVisible()
  await inspect(page, 'lists-missing')

  await test.step('the other lists', async () => {
    const lists = page.getByRole('navigation', { name: 'Lists' })
    await lists.getByRole('link', { name: 'Open opportunities' }).click()
    await expect(table.getByRole('row').nth(1)).toContainText(/An opportunity is open; activity rose by/, { timeout: 30_000 })
    await inspect(page, 'lists-mid-funnel')
    await lists.getByRole('link', { name: 'Outreach window' }).click()
    await expect(page.getByText('Nobody is in the outreach window.')).toBeVisible({ timeout: 30_000 })
    await lists.getByRole('link', { name: 'Champions' }).click()
    await expect(table.getByRole('row').nth(1)).toContainText(/No\. 1 of the account/, { timeout: 30_000 })
    await expect(table.getByRole('columnheader', { name: 'Persona' })).toBeVisible()
  })

  await test.step('an account opens beside the list', async () => {
    await table.getByRole('rowheader').first().getByRole('link').click()
    await expect(page.getByTestId('why')).toBeVisible({ timeout: 30_000 })
    await inspect(page, 'lists-champions')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('why')).toHaveCount(0)
  })

  await test.step('a file for sales says what it holds and what stays behind', async () => {
    await page.getByRole('button', { name: 'Write file …' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(/Held back.*in the user database/, { timeout: 30_000 })
    await dialog.getByLabel('For', { exact: true }).selectOption('marketing')
    await expect(dialog).not.toContainText('Held back', { timeout: 30_000 })
    await expect(dialog).toContainText(/Personal data[\d,]+ .*logins/)
    await inspect(page, 'lists-export')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Write file' }).click()])
    expect((await readFile(await download.path(), 'utf8')).split('\r\n')[0]).toContain('"Persona","Points of the score","Why"')
  })

  await test.step('a segment narrows the list, and a snapshot keeps it', async () => {
    await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: 'Open opportunities' }).click()
    const rows = () => table.getByRole('row').count()
    await expect(table.getByRole('row').nth(1)).toContainText('An opportunity is open', { timeout: 30_000 })
    const whole = await rows()
    const bar = page.getByRole('group', { name: 'Segment' })
    await bar.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Industry' }).click()
    await page.getByLabel('Condition').selectOption({ label: 'is one of' })
    await page.getByRole('group', { name: 'Industry' }).getByRole('checkbox').first().check()
    await page.keyboard.press('Escape')
    await expect.poll(rows).toBeLessThan(whole)
    await page.getByRole('button', { name: 'Freeze …' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Handed over')
    await page.getByRole('button', { name: 'Freeze', exact: true }).click()
    await expect(page.getByText(/kept as “Handed over”/)).toBeVisible()
  })

  await test.step('what changed since, as of another day', async () => {
    await page.getByLabel('Changes since').selectOption('Handed over')
    await expect(page.getByRole('status').filter({ hasText: 'Since “Handed over”' })).toContainText(/0 added, 0 gone, 0 with another place/, { timeout: 30_000 })
    await page.goto(page.url().replace('#/lists?', '#/lists?as-of=2026-01-01&'))
    await expect(page.getByRole('heading', { name: 'Moved' })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('region', { name: 'Table of those who moved' }).getByRole('row').nth(1)).toBeVisible()
    await inspect(page, 'lists-changes')
    await page.goto(page.url().replace('as-of=2026-01-01&', ''))
  })

  await test.step('files for the CRM, and the second time nothing is new', async () => {
    await page.getByRole('button', { name: 'Files for the CRM …' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('row', { name: /hubspot-companies-update\.csv/ })).toContainText('1,300', { timeout: 60_000 })
    await inspect(page, 'lists-write-back')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Write files' }).click()])
    expect(await readFile(await download.path(), 'utf8')).toContain('"Record ID","Bandstand score"')
    await expect(page.getByText(/Wrote 4 files/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Files for the CRM …' }).click()
    await dialog.getByRole('checkbox', { name: /Only what changed/ }).check()
    await expect(dialog.getByRole('row', { name: /hubspot-companies-update\.csv/ })).toContainText(/01,300|0.*1,300/, { timeout: 30_000 })
    await expect(dialog.getByRole('button', { name: 'Write files' })).toBeDisabled()
  })
})
