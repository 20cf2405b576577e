import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { openSample, shownRows } from './window.ts'

test('every screen in both themes', async ({ page, app }) => {
  test.setTimeout(480_000)
  const show = async (hash: string, ready: () => Promise<unknown>) => {
    await page.goto(`${app.origin}/${hash}`)
    await ready()
  }
  const rows = (title: string) => async () => {
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await expect(page.getByRole('row').nth(1).getByRole('gridcell').first()).toHaveText(/\S/)
    await shownRows(page)
  }

  await inspect(page, 'welcome')
  await openSample(page)
  await inspect(page, 'explore')
  await inspect(page, 'explore-cut-offs', () => page.locator('.page-scroll').evaluate((element) => element.scrollTo(0, element.scrollHeight)))

  await show('#/companies', rows('Companies'))
  await inspect(page, 'companies')
  await page.getByRole('row').nth(3).getByRole('gridcell').first().click()
  await expect(page.getByTestId('why')).toBeVisible()
  await inspect(page, 'company')
  await show('#/companies?where=stage:in:customer&where=band:in:High,Medium', rows('Companies'))
  await page.getByRole('button', { name: 'Stage is Customer', exact: true }).click()
  const customer = page.getByRole('checkbox', { name: /^Customer/ })
  await expect(customer).toBeChecked()
  // A grid whose rows come takes the focus for its cell, and the editor stays.
  await page.getByRole('row').nth(2).getByRole('gridcell').first().evaluate((cell: HTMLElement) => cell.focus())
  await expect(customer).toBeChecked()
  await inspect(page, 'companies-filter')

  await show('#/companies?view=stages&sort=-at', rows('Stage history'))
  await inspect(page, 'stage-history')

  await show('#/companies?view=this-week', () => expect(page.getByRole('columnheader', { name: 'Why now' })).toBeVisible())
  await inspect(page, 'this-week')

  await show('#/people', rows('People'))
  await inspect(page, 'people')
  await page.getByRole('row').nth(2).getByRole('gridcell').first().click()
  await expect(page.getByRole('heading', { name: 'Attributed to' })).toBeVisible()
  await inspect(page, 'person')

  await show('#/targets', () => expect(page.getByRole('radiogroup').first()).toBeVisible())
  await inspect(page, 'targets')

  await show('#/enrich', () => expect(page.getByRole('heading', { name: 'Ask', level: 2 })).toBeVisible())
  await inspect(page, 'enrich')
  await show('#/verify', () => expect(page.getByRole('heading', { name: 'Verify', level: 1 })).toBeVisible())
  await inspect(page, 'verify')

  await show('#/import?view=sources', () => expect(page.getByRole('heading', { name: 'Known limits' })).toBeVisible())
  await inspect(page, 'sources')

  await show('#/import?view=rejects', rows('Rejects'))
  await inspect(page, 'rejects')
  await show('#/import', () => expect(page.getByRole('heading', { name: 'Imported' })).toBeVisible())
  const stars = JSON.stringify([{ starred_at: '2026-05-04T10:00:00Z', user: { login: 'octo', id: 1, type: 'User' } }])
  await page.getByLabel('Files to import').setInputFiles({ name: 'stars.json', mimeType: 'application/json', buffer: Buffer.from(stars) })
  await expect(page.getByRole('region', { name: 'First rows of stars.json' })).toBeVisible()
  await inspect(page, 'import')

  await page.keyboard.press('Control+k')
  await expect(page.getByPlaceholder('What would you like to do?')).toBeFocused()
  await inspect(page, 'palette')
  await page.keyboard.press('Escape')
})
