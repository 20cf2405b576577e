import { cardOf, drop, fileOf, importCard, openNewWorkspace, readAs } from './import-page.ts'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { archive, customers, exportedCustomers, workbook } from './wizard-files.ts'

test('every step of the import wizard in both themes', async ({ page, app }) => {
  test.setTimeout(480_000)
  await openNewWorkspace(page, app)
  const card = cardOf(page, customers)
  const open = (name: RegExp) => card.getByRole('tab', { name }).click()

  await drop(page, fileOf(customers, exportedCustomers()))
  await expect(card.getByRole('region', { name: `First rows of ${customers}` })).toBeVisible()
  await inspect(page, 'wizard-unknown')
  await card.getByRole('button', { name: 'Accounts' }).click()
  for (const [column, field] of [['Firma', 'Name'], ['Netz', 'Domain'], ['Phase', 'Stage'], ['Köpfe', 'Employees'], ['Seit', 'Created']] as const) await readAs(card, column, field)
  await inspect(page, 'wizard-columns')
  await card.getByRole('button', { name: /^Day first/ }).click()
  await open(/^Stages/)
  await card.getByLabel('Angebot counts as').selectOption('opportunity')
  await inspect(page, 'wizard-stages')
  await open(/^Re-import/)
  await inspect(page, 'wizard-re-import')
  await open(/^Check/)
  await card.getByRole('button', { name: 'Check the whole file' }).click()
  await expect(card.getByTestId('check')).toBeVisible()
  await inspect(page, 'wizard-check')
  await importCard(card)
  await expect(card.getByTestId('outcome')).toBeVisible()

  await drop(page, fileOf('export.xlsx', workbook()), fileOf('export.zip', archive()), fileOf('kunden-neu.csv', exportedCustomers({ phaseOfFirst: 'Bestandskunde' })), fileOf('empty.csv', ''))
  await expect(cardOf(page, 'empty.csv').getByRole('alert')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import all 2' })).toBeVisible()
  await expect(page.getByRole('contentinfo').getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 })
  await inspect(page, 'wizard-several')
  await page.getByRole('button', { name: 'Import all 2' }).click()
  const newer = cardOf(page, 'kunden-neu.csv').getByTestId('outcome')
  await expect(newer).toContainText('1 changed')

  await card.getByRole('link', { name: 'Correct what was rejected' }).click()
  await page.getByLabel(/^Firma, line/).fill('Nachzügler AG')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('✓ can come in')).toBeVisible()
  await inspect(page, 'correct')
  await page.getByRole('link', { name: 'Back to the files' }).click()
  await newer.getByRole('link', { name: '1 changed' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('Muster 1 GmbH')
  await inspect(page, 'changes')
})
