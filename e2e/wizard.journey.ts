import type { Page } from '@playwright/test'
import { cardOf, drop, fileOf, importCard, openNewWorkspace, readAs } from './import-page.ts'
import { expect, test } from './support.ts'
import { goTo, shownRows } from './window.ts'
import { archive, customers, exportedCustomers, workbook } from './wizard-files.ts'

const tab = (page: Page, name: string) => cardOf(page, customers).getByRole('tab', { name: new RegExp(`^${name}`) })

test('an unknown table: mapped by hand, checked, imported, corrected, and compared with a newer export', async ({ page, app }) => {
  test.setTimeout(240_000)
  await openNewWorkspace(page, app)
  const card = cardOf(page, customers)

  await test.step('what is not recognised is previewed and asks what it is', async () => {
    await drop(page, fileOf(customers, exportedCustomers()))
    await expect(card.getByRole('region', { name: `First rows of ${customers}` }).getByRole('row')).toHaveCount(13)
    await expect(card.getByText('Say what is in the file.')).toBeVisible()
    await expect(card.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await card.getByRole('button', { name: 'Accounts' }).click()
    await expect(card.getByText('Say under Columns which column is which.')).toBeVisible()
  })

  await test.step('its columns are assigned; cells that cannot be read are counted', async () => {
    for (const [column, field] of [['Firma', 'Name'], ['Netz', 'Domain'], ['Phase', 'Stage'], ['Betreuung', 'Owner'], ['Köpfe', 'Employees'], ['Seit', 'Created']] as const) await readAs(card, column, field)
    const heads = card.getByRole('row', { name: /^Köpfe/ })
    await expect(heads).toContainText('1 of 12 sampled rows')
    await expect(heads).toContainText('“viele”')
  })

  await test.step('the order of its dates is asked with the two days a date could be', async () => {
    await expect(card.getByText('Still needed: the order of day and month.')).toBeVisible()
    await expect(card.getByText(/The column “Seit” holds 02\/06\/2025/)).toBeVisible()
    await expect(card.getByRole('button', { name: 'Month first: 6 February 2025' })).toBeVisible()
    await card.getByRole('button', { name: 'Day first: 2 June 2025' }).click()
  })

  await test.step('every word of its funnel stands with its rows', async () => {
    await tab(page, 'Stages').click()
    await expect(card.getByRole('row', { name: /^Angebot/ }).getByRole('cell').first()).toHaveText('5')
    await card.getByLabel('Erstgespräch counts as').selectOption('lead')
    await card.getByLabel('Angebot counts as').selectOption('opportunity')
    await card.getByLabel('Bestandskunde counts as').selectOption('customer')
    await expect(tab(page, 'Stages')).toHaveText('Stages')
  })

  await test.step('the key and what a newer row does', async () => {
    await tab(page, 'Re-import').click()
    await card.getByLabel('Which column tells records apart?').selectOption('Nummer')
    await card.getByRole('radio', { name: /^Fill it/ }).check()
    await expect(card.locator('.tabs[aria-busy="true"]')).toHaveCount(0)
  })

  await test.step('the check counts and changes nothing', async () => {
    await tab(page, 'Check').click()
    await card.getByRole('button', { name: 'Check the whole file' }).click()
    await expect(card.getByTestId('check')).toContainText('11 new')
    await expect(card.getByTestId('check')).toContainText('1 rejected')
    await expect(card.getByRole('region', { name: `First rejects of ${customers}` }).getByRole('row')).toHaveCount(2)
    await expect(page.getByRole('contentinfo')).toContainText('0 accounts')
  })

  await test.step('the import does what the check said', async () => {
    await importCard(card)
    await expect(card.getByTestId('outcome')).toContainText('11 new')
    await expect(page.getByRole('contentinfo')).toContainText('11 accounts')
  })

  await test.step('the reject is corrected in the grid', async () => {
    await card.getByRole('link', { name: 'Correct what was rejected' }).click()
    const rejects = page.getByRole('region', { name: 'Rejected records' })
    await expect(rejects.getByRole('row')).toHaveCount(2)
    await rejects.getByLabel(/^Nummer, line/).fill('K-99')
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(rejects).toContainText(/✓ can come in|name/)
    await rejects.getByLabel(/^Firma, line/).fill('Nachzügler AG')
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(rejects).toContainText('✓ can come in')
    await page.getByRole('button', { name: 'Import corrected' }).click()
    await expect(page.getByText('1 corrected record came in as import 2')).toBeVisible()
    await expect(page.getByText('No reject of this import is open.')).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText('12 accounts')
  })

  await test.step('a newer export with the same headers is read the same way without a question', async () => {
    await page.getByRole('link', { name: 'Back to the files' }).click()
    const newer = cardOf(page, 'kunden-neu.csv')
    await drop(page, fileOf('kunden-neu.csv', exportedCustomers({ phaseOfFirst: 'Bestandskunde', ownerOfSecond: '' })))
    await expect(newer.getByText(/mapped as the last file with these headers/)).toBeVisible()
    await importCard(newer)
    await expect(newer.getByTestId('outcome')).toContainText('0 new')
    await expect(newer.getByTestId('outcome')).toContainText('1 changed')
    await expect(newer.getByTestId('outcome')).toContainText('10 same')
    await newer.getByRole('link', { name: '1 changed' }).click()
  })

  await test.step('the difference is shown cell by cell, and as a change of stage', async () => {
    await expect(page.getByRole('heading', { name: 'Changes' })).toBeVisible()
    const stage = page.getByRole('row').filter({ has: page.getByRole('gridcell', { name: 'Stage', exact: true }) })
    await expect(stage).toContainText('Muster 1 GmbH')
    await expect(stage).toContainText(/lead.*customer/i)
    await goTo(page, 'Companies')
    await page.getByRole('link', { name: 'Stage history' }).click()
    expect(await shownRows(page)).toBe(1)
    await page.getByRole('row').nth(1).getByRole('gridcell').first().click()
    const drawer = page.getByRole('complementary')
    await expect(drawer).toContainText('Lead → Customer')
    await expect(drawer.getByRole('link', { name: 'In the stage history' })).toBeVisible()
  })

  await test.step('the stage history is exported', async () => {
    await page.keyboard.press('Escape')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  })
})

test('a workbook, an archive and files that cannot be read, dropped together', async ({ page, app }) => {
  await openNewWorkspace(page, app)
  const [book, zip] = [cardOf(page, 'export.xlsx'), cardOf(page, 'export.zip')]

  await test.step('only what is readable and answered is counted', async () => {
    await drop(page, fileOf('export.xlsx', workbook()), fileOf('export.zip', archive()), fileOf('empty.csv', ''), fileOf('picture.csv', Buffer.from([0x89, 0x50, 0, 1, 2, 0, 255])))
    for (const name of ['empty.csv', 'picture.csv']) await expect(cardOf(page, name).getByRole('alert')).toContainText('This file cannot be read')
    await expect(zip.getByRole('button', { name: 'Import', exact: true })).toBeEnabled()
    await expect(page.getByRole('button', { name: /^Import all/ })).toHaveCount(0)
  })

  await test.step('the sheet is one of a list, and the one that is previewed', async () => {
    await expect(book.getByText('Still needed: the sheet.')).toBeVisible()
    const sheets = book.getByRole('group', { name: 'Which sheet?' }).getByRole('button')
    await expect(sheets).toHaveText(['Konten', 'Events'])
    await sheets.filter({ hasText: 'Events' }).click()
    const preview = book.getByRole('region', { name: 'First rows of export.xlsx' })
    await expect(preview.getByRole('columnheader', { name: /occurred_at/ })).toBeVisible()
    await sheets.filter({ hasText: 'Konten' }).click()
    await expect(preview.getByRole('columnheader', { name: /domain/ })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Import all 2' })).toBeVisible()
  })

  await test.step('the files of the archive are listed and checked, each for itself', async () => {
    await expect(zip.getByText('1 file of the ZIP is left out: readme.txt (not recognised).')).toBeVisible()
    await zip.getByRole('button', { name: 'Details' }).click()
    await expect(zip.getByRole('region', { name: 'Files of the archive' }).getByRole('row')).toHaveCount(4)
    await expect(zip.getByRole('row', { name: /readme\.txt/ })).toContainText('not recognised')
    await zip.getByRole('tab', { name: 'Check' }).click()
    await zip.getByRole('button', { name: 'Check every file' }).click()
    await expect(zip.getByTestId('check')).toHaveText([/3 new/, /2 new/])
  })

  await test.step('all of it comes in at once', async () => {
    await page.getByRole('button', { name: 'Import all 2' }).click()
    await expect(book.getByTestId('outcome')).toContainText('4 new')
    await expect(zip.getByTestId('outcome')).toHaveText([/3 new/, /2 new/])
    await expect(page.getByRole('contentinfo')).toContainText('7 accounts')
    await page.getByRole('button', { name: 'Clear finished' }).click()
    await expect(zip).toHaveCount(0)
  })

  await test.step('the very same archive again changes nothing and says so', async () => {
    await drop(page, fileOf('export.zip', archive()))
    await importCard(zip)
    await expect(zip.getByTestId('outcome').first()).toContainText('already there')
    await expect(page.getByRole('contentinfo')).toContainText('7 accounts')
  })
})
