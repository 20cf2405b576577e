import { openNewWorkspace } from './import-page.ts'
import { expect, test } from './support.ts'
import { shownRows } from './window.ts'

const events = [
  'occurred_at,source,login,email,company,quantity',
  '2026-05-01T10:00:00Z,product_usage,octo,octo@acme-widgets.com,,1',
  '2026-05-02T10:00:00Z,docs_view,grace,grace@acme-widgets.com,,3',
  'not a date,docs_view,linus,linus@acme-widgets.com,,1',
  '2026-05-03T10:00:00Z,docs_view,ada,ada@other-works.com,,1',
].join('\n')

const stars = JSON.stringify([
  { starred_at: '2026-05-04T10:00:00Z', user: { login: 'octo', id: 1, type: 'User' } },
  { starred_at: '2026-05-05T10:00:00Z', user: { login: 'grace', id: 2, type: 'User' } },
])

test('files in: preview, questions, rejects, undo', async ({ page, app }) => {
  await test.step('a new workspace opens on Import', () => openNewWorkspace(page, app))

  await test.step('a file that is none of the formats says so in plain words', async () => {
    await page.getByLabel('Files to import').setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255]) })
    const card = page.getByRole('region', { name: 'holiday.png' })
    await expect(card.getByRole('alert')).toContainText(/cannot be read|not recognised/)
    await card.getByRole('button', { name: /Remove/ }).click()
    await expect(card).toHaveCount(0)
  })

  await test.step('a star file asks for its repository and knows the likely answer', async () => {
    await page.getByLabel('Files to import').setInputFiles({ name: 'stars.json', mimeType: 'application/json', buffer: Buffer.from(stars) })
    const card = page.getByRole('region', { name: 'stars.json', exact: true })
    await expect(card.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await card.getByRole('button', { name: /acme\/sdk/ }).click()
    await card.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(card.getByTestId('outcome')).toContainText('2 taken')
  })

  await test.step('a bad record is set aside with its line and reason', async () => {
    await page.getByLabel('Files to import').setInputFiles({ name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from(events) })
    const card = page.getByRole('region', { name: 'events.csv', exact: true })
    await card.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(card.getByTestId('outcome')).toContainText('3 taken')
    await card.getByRole('link', { name: '1 rejected' }).click()
    await expect(page.getByRole('heading', { name: 'Rejects' })).toBeVisible()
    expect(await shownRows(page)).toBe(1)
    const reject = page.getByRole('row').nth(1)
    await expect(reject).toContainText('events.csv')
    await expect(reject).toContainText('not a date')
    await expect(reject.getByRole('gridcell').nth(1)).toHaveText('4')
  })

  await test.step('an import can be undone', async () => {
    await page.getByRole('link', { name: 'Back to the files' }).click()
    await page.getByRole('button', { name: 'Undo the import of events.csv' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText('Import of events.csv undone')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo the import of events.csv' })).toHaveCount(0)
    await expect(page.getByRole('contentinfo')).toContainText('2 events')
  })
})
