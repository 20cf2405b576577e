import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import { inspect } from './inspect.ts'
import { type App, expect, test } from './support.ts'

/** Six people who are both in the CRM and in the activity. */
async function withPeople({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  const people = ['ada', 'ben', 'cleo', 'dan', 'eva', 'finn']
  await writeFile(join(dataDirectory, 'contacts.csv'), `record_id,name,email,title,company\n${people.map((who) => `${who}-c,${who} Personne,${who}@acme.com,Engineer,Acme\n`).join('')}`)
  await writeFile(join(dataDirectory, 'events.csv'), `occurred_at,source,email\n${people.map((who) => `2026-05-02T10:00:00Z,docs_view,${who}@acme.com\n`).join('')}`)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme Analytics' })
  await call('import.run', { path: join(dataDirectory, 'contacts.csv'), format: 'contacts' })
  await call('import.run', { path: join(dataDirectory, 'events.csv'), format: 'events' })
  await engine.close()
}

test('what is held about somebody is shown, and erasing says what goes and leaves nobody behind', async ({ page, app }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await withPeople(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme Analytics/ }).first().click()
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /People/ }).click()
  await page.getByRole('gridcell', { name: 'cleo@acme.com' }).first().click({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'What is held…' }).click()
  const held = page.getByRole('dialog', { name: /What is held about/ })
  await expect(held.getByText('crm.contacts', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(held.getByText(/contacts\.csv, events\.csv/)).toBeVisible()
  await inspect(page, 'erasure-held')
  await held.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Erase…' }).click()
  const asked = page.getByRole('alertdialog')
  await expect(asked).toContainText('2 rows about them go')
  await expect(asked).toContainText('There is no undo.')
  await inspect(page, 'erasure-confirm')
  await asked.getByRole('button', { name: 'Erase for good' }).click()
  await expect(page.getByText('Erased. No file brings them back.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('gridcell', { name: 'ben@acme.com' }).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('gridcell', { name: 'cleo@acme.com' })).toHaveCount(0)
  expect(await page.evaluate(() => Object.values(window.localStorage).join())).not.toContain('cleo')
})

test('a rule says what has had its time, and takes it out only when asked', async ({ page, app }) => {
  test.setTimeout(240_000)
  await withPeople(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme Analytics/ }).first().click()
  const status = page.getByRole('contentinfo')
  await expect(status).toContainText('6 events', { timeout: 60_000 })
  await page.locator('.header-organisation').click()
  await page.getByRole('menuitem', { name: 'How long things are kept…' }).click()
  const dialog = page.getByRole('dialog', { name: 'How long things are kept' })
  const months = dialog.getByLabel(/^Events/)
  await months.fill('0')
  await expect(dialog.getByText('1 to 600 months')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save rules' })).toBeDisabled()
  await months.fill('1')
  await dialog.getByRole('button', { name: 'Save rules' }).click()
  await expect(dialog.getByText(/^6 events before /)).toBeVisible()
  await inspect(page, 'retention')
  await dialog.getByRole('button', { name: 'Take out…' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('6 events go')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take out for good' }).click()
  await expect(page.getByText('Taken out for good: 6 events.')).toBeVisible({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(status).toContainText('0 events', { timeout: 60_000 })
})
