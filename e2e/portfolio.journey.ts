import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import { inspect } from './inspect.ts'
import { type App, expect, test } from './support.ts'

const organisations = [
  { name: 'Acme Analytics', lead: [120, 14], customer: [60, 21] }, { name: 'Bolt Databases', lead: [300, 30], customer: [45, 14] },
  { name: 'Cirrus Cloud Platform and Services International', lead: [40, 6], customer: [30, 7] }, { name: 'Delta CI', lead: [80, 4], customer: [25, 9] }, { name: 'Newcomer', lead: [20, 2], customer: [0, 0] },
] as const

/** One workspace for each: accounts by stage, of which the first few are active. */
async function withOrganisations({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  for (const [index, { name, ...stages }] of organisations.entries()) {
    const accounts = (['lead', 'customer'] as const).flatMap((stage) => Array.from({ length: stages[stage][0] }, (_, at) => ({ stage, domain: `${stage}${at}-${index}.com`, isActive: at < stages[stage][1] })))
    await writeFile(join(dataDirectory, 'accounts.csv'), `record_id,name,domain,stage\n${accounts.map(({ domain, stage }) => `${domain},${domain},${domain},${stage}\n`).join('')}`)
    await writeFile(join(dataDirectory, 'events.csv'), `occurred_at,source,domain\n${accounts.filter(({ isActive }) => isActive).map(({ domain }) => `2026-06-01T10:00:00Z,docs_view,${domain}\n`).join('')}2026-06-02T10:00:00Z,docs_view,hidden${index}.com\n`)
    await call('workspace.create', { path: join(dataDirectory, `organisation-${index}`), organisation: name })
    await call('import.run', { path: join(dataDirectory, 'accounts.csv'), format: 'accounts' })
    await call('import.run', { path: join(dataDirectory, 'events.csv'), format: 'events' })
  }
  await engine.close()
}

test('five organisations side by side: pooled lift, forest plot, who is left out, letters for names', async ({ page, app }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await withOrganisations(app)
  await page.reload()
  await page.getByRole('button', { name: /Newcomer/ }).first().click()
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(page.getByRole('heading', { name: 'Portfolio', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Compare 5' }).click()
  const figure = page.getByRole('region', { name: 'Lift of customers by organisation' })
  await expect(figure).toContainText(/Over 4 organisations, customers are \d\.\d× as likely as leads/, { timeout: 60_000 })
  await expect(figure).toContainText('Left out: Newcomer has no account in the stage Customer')
  await inspect(page, 'portfolio')
  await figure.getByRole('button', { name: /Show as a table/ }).click()
  await expect(figure.getByRole('row', { name: /Pooled/ })).toContainText('I²')

  await page.getByRole('checkbox', { name: 'Letters instead of names' }).check()
  await page.getByRole('checkbox', { name: 'Newcomer' }).uncheck()
  await page.getByRole('button', { name: 'Compare 4' }).click()
  await expect(page.getByRole('rowheader', { name: 'Organisation A' }).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('.portfolio-figures')).not.toContainText(/Acme|Bolt|Cirrus|Delta/)

  await page.getByLabel('Workspace file to add').fill('/nowhere/at-all')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: 'Compare 5' }).click()
  await expect(page.getByRole('alert')).toContainText('/nowhere/at-all')
})
