import { cardOf, drop, fileOf, importCard, openNewWorkspace, readAs } from './import-page.ts'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { messyArchive } from './wizard-files.ts'

test('a ZIP of five: each file is recognised by itself, and the one that is not is mapped like any other', async ({ page, app }) => {
  test.setTimeout(240_000)
  await openNewWorkspace(page, app)
  const card = cardOf(page, 'export.zip')
  const files = card.getByRole('region', { name: 'Files of the archive' })
  const tab = (name: string) => card.getByRole('tab', { name: new RegExp(`^${name}`) })
  const busy = card.locator('.tabs[aria-busy="true"]')

  await test.step('what each file is, and what is left out', async () => {
    await drop(page, fileOf('export.zip', messyArchive()))
    await expect(files.getByRole('row')).toHaveCount(6)
    await expect(files.getByRole('row', { name: /unternehmen/ })).toContainText('HubSpot companies')
    await expect(files.getByRole('row', { name: /kunden/ })).toContainText('left out unless it is mapped')
    await expect(card.getByText(/^Still needed:.*repository.*the order of day and month/)).toBeVisible()
    await inspect(page, 'wizard-archive')
  })

  await test.step('the file nobody knows is mapped', async () => {
    await files.getByRole('button', { name: 'export/kunden.csv' }).click()
    await expect(card.getByRole('region', { name: 'First rows of export.zip › export/kunden.csv' }).getByRole('row')).toHaveCount(13)
    await card.getByRole('button', { name: 'Accounts', exact: true }).click()
    await expect(card.getByText('Say under Columns which column of export/kunden.csv is which.')).toBeVisible()
    for (const [column, field] of [['Firma', 'Name'], ['Netz', 'Domain'], ['Phase', 'Stage'], ['Köpfe', 'Employees'], ['Seit', 'Created']] as const) await readAs(card, column, field)
    await expect(card.getByRole('row', { name: /^Köpfe/ })).toContainText('1 of 12 sampled rows')
    await expect(files.getByRole('row', { name: /kunden/ })).toContainText('by hand')
    await inspect(page, 'wizard-archive-columns')
    await tab('Stages').click()
    await card.getByLabel('Bestandskunde counts as').selectOption('customer')
    await card.getByLabel('Angebot counts as').selectOption('opportunity')
    await card.getByLabel('Erstgespräch counts as').selectOption('lead')
    await expect(busy).toHaveCount(0)
  })

  await test.step('the stage words of another file are its own', async () => {
    await files.getByRole('button', { name: 'partner.csv' }).click()
    await tab('Stages').click()
    await expect(card.getByRole('row', { name: /^Neu/ })).toBeVisible()
    await card.getByLabel('Neu counts as').selectOption('lead')
    await expect(busy).toHaveCount(0)
  })

  await test.step('questions are answered once for all, the check is of every file', async () => {
    await card.getByRole('textbox', { name: /repository/i }).fill('acme/sdk')
    await card.getByRole('button', { name: /^Day first/ }).click()
    await tab('Check').click()
    await card.getByRole('button', { name: 'Check every file' }).click()
    await expect(card.getByTestId('check')).toHaveCount(4)
    await expect(card.getByTestId('check').nth(1)).toContainText('11 new')
    await expect(card.getByTestId('check').nth(1)).toContainText('1 rejected')
    await inspect(page, 'wizard-archive-check')
  })

  await test.step('all four come in at once, and the table is known the next time', async () => {
    await importCard(card)
    await expect(card.getByTestId('outcome')).toHaveCount(4)
    await expect(page.getByRole('contentinfo')).toContainText('15 accounts')
    await drop(page, fileOf('kunden.csv', '\uFEFFFirma;Netz;Phase;Betreuung;Köpfe;Seit;Nummer\nNeu GmbH;neu.example;Angebot;Anna;3;01/02/2025;K-77\n'))
    await expect(cardOf(page, 'kunden.csv').getByText(/mapped as the last file with these headers/)).toBeVisible()
  })
})
