import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from './support.ts'
import { goTo, openSample } from './window.ts'

/** `BANDSTAND_SCREENSHOTS=1` renews the pictures of the documentation. */
const picture = (theme: string, width: number): string =>
  process.env['BANDSTAND_SCREENSHOTS'] === '1' && width === 1440 ? join(import.meta.dirname, `../docs/screenshots/finding-${theme}.png`) : test.info().outputPath(`finding-${theme}-${width}.png`)

const rowOf = (page: Page, company: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: company, exact: true }) })

async function addLink(page: Page, child: string, kind: string, parent: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Company' }).fill(child)
  await page.getByLabel('What happened to it').selectOption(kind)
  await page.getByRole('textbox', { name: 'Parent' }).fill(parent)
  await page.keyboard.press('Enter')
}

/** The grid of companies comes to have this many rows for a name. */
async function expectCompanies(page: Page, name: string, rows: number): Promise<void> {
  await page.getByRole('link', { name: 'Back to the companies' }).click()
  await page.getByRole('searchbox').fill(name)
  await expect(page.getByTestId('page-status')).toHaveText(new RegExp(`^${rows} compan`), { timeout: 60_000 })
  await page.getByRole('searchbox').fill('')
  await page.getByRole('link', { name: 'How companies are found' }).click()
}

test('links between companies, switches and word lists change what is found, and back', async ({ page, app }) => {
  test.setTimeout(480_000)
  await openSample(page)
  await goTo(page, 'Companies')
  await page.getByRole('link', { name: 'How companies are found' }).click()
  await expect(page).toHaveURL(/view=finding/)
  await expect(page.getByText('No links yet.')).toBeVisible()

  await test.step('an acquired company counts for its parent’s account, which is one click away', async () => {
    await expectCompanies(page, 'drayofell', 1)
    await addLink(page, 'drayofell.example', 'acquired', 'Arvidale')
    const row = rowOf(page, 'drayofell.example')
    await expect(row).toContainText('Counts for ARVIDALE', { timeout: 60_000 })
    await expect(page.getByRole('textbox', { name: 'Company' })).toBeFocused()
    await expectCompanies(page, 'drayofell', 0)
    await row.getByRole('link', { name: 'ARVIDALE' }).click()
    await expect(page.getByRole('complementary').getByRole('heading', { name: 'ARVIDALE' })).toBeVisible()
    await page.goBack()
    await row.getByRole('link', { name: '13 people at drayofell.example' }).click()
    await expect(page.getByTestId('page-status')).toHaveText(/^13 people/)
    await page.goBack()
  })

  await test.step('a subsidiary counts once the switch is on, by keyboard', async () => {
    await addLink(page, 'Quorozeira', 'subsidiary', 'aldyne-nowhere.example')
    await expect(page.getByRole('row').filter({ hasText: 'Subsidiaries are switched off' })).toHaveCount(1, { timeout: 60_000 })
    await addLink(page, 'quorozeira.example', 'subsidiary', 'arvidale.example')
    const row = rowOf(page, 'quorozeira.example')
    await expect(row).toContainText('Subsidiaries are switched off', { timeout: 60_000 })
    await page.getByRole('switch', { name: /^Subsidiaries count/ }).focus()
    await page.keyboard.press('Space')
    await expect(row).toContainText('Counts for ARVIDALE', { timeout: 60_000 })
    await expect(page.getByRole('switch', { name: /^Subsidiaries count/ })).toBeChecked()
  })

  await test.step('what cannot be is refused beside the form, and a file names its bad line', async () => {
    await addLink(page, 'fennakand.example', 'acquired', 'gmail.com')
    await expect(page.getByRole('alert')).toContainText('“gmail.com” is a domain of a mail provider')
    const file = (rows: string) => page.getByLabel('File of links').setInputFiles({ name: 'links.csv', mimeType: 'text/csv', buffer: Buffer.from(`child,parent,kind,note\n${rows}`) })
    await file('fennakand.example,Aldanvik,acquired,2024\nfennakand.example,,acquired,\n')
    await expect(page.getByRole('alert')).toContainText('line 3')
    await file('fennakand.example,Aldanvik,acquired,since March 2024\n')
    await expect(rowOf(page, 'fennakand.example')).toContainText('since March 2024')
    await expect(rowOf(page, 'fennakand.example')).toContainText('Counts for', { timeout: 60_000 })
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  await test.step('lists are walked with the arrows; an entry is added, taken off and put back', async () => {
    await page.getByRole('tab', { name: /^Mail providers/ }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('heading', { name: 'Throw-away addresses' })).toBeVisible()
    await expect(page).toHaveURL(/open=disposable/)
    await page.keyboard.press('ArrowUp')
    const entries = page.getByRole('list', { name: 'Entries of Mail providers' })
    await expect(entries).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search mail providers' }).fill('gmx.de')
    await entries.getByRole('button', { name: 'Take gmx.de off' }).click()
    await expect(entries.getByRole('listitem').first()).toContainText('taken off')
    await page.getByRole('searchbox', { name: 'Search mail providers' }).fill('')
    await page.getByRole('textbox', { name: 'New entry' }).fill('no domain')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('“no domain” cannot be an entry')
    await page.getByRole('textbox', { name: 'New entry' }).fill('faldofell.example')
    await page.keyboard.press('Enter')
    await expect(entries.getByRole('listitem').first()).toContainText('added')
    await expect(page.getByRole('tab', { name: /^Mail providers/ })).toContainText('+1 −1')
    await expectCompanies(page, 'faldofell.example', 0)
  })

  await page.goto(`${app.origin}/#/companies?view=finding`)
  for (const theme of ['light', 'dark'] as const) {
    await test.step(`nothing to object to in the ${theme} theme`, async () => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await expect(page.getByRole('listitem').filter({ hasText: 'faldofell.example' })).toBeVisible()
      await expect(page.locator('.skeleton')).toHaveCount(0)
      await expect(page.getByText('Being resolved…')).toHaveCount(0, { timeout: 60_000 })
      for (const [width, height] of [[1280, 720], [1440, 900]] as const) {
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: picture(theme, width), animations: 'disabled', caret: 'hide' })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  }

  await test.step('everything taken back is as before', async () => {
    const entries = page.getByRole('list', { name: 'Entries of Mail providers' })
    await entries.getByRole('button', { name: 'Take faldofell.example off' }).click()
    await expect(page.getByRole('tab', { name: /^Mail providers/ })).toContainText('−1')
    await entries.getByRole('button', { name: 'Put gmx.de back' }).click()
    await expect(page.getByRole('tab', { name: /^Mail providers/ })).not.toContainText('−1')
    const removing = page.getByRole('button', { name: /^Remove the link/ })
    for (let left = await removing.count(); left > 0; left -= 1) {
      await removing.first().click()
      await expect(removing).toHaveCount(left - 1)
    }
    await expect(page.getByText('No links yet.')).toBeVisible()
    for (const name of ['faldofell.example', 'drayofell']) await expectCompanies(page, name, 1)
  })
})
