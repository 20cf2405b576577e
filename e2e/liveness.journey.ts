import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Page } from '@playwright/test'
import { cardOf } from './import-page.ts'
import { expect, test } from './support.ts'
import { goTo, openSample, shownRows } from './window.ts'

/** Enough to be still coming in when the filter was typed, on a fast machine as on a busy one. */
const records = 3_000_000
const file = 'contacts-of-a-large-crm.csv'

/** A HubSpot export of three million contacts. */
async function writeContacts(path: string): Promise<void> {
  const out = createWriteStream(path)
  out.write('"Record ID","First Name","Last Name","Email","Job Title","City","Lifecycle Stage","Create Date","Associated Company IDs"\n')
  for (let at = 0; at < records; at += 10_000) {
    let lines = ''
    for (let record = at; record < at + 10_000; record += 1) lines += `"7${record}","Ada","Example ${record}","ada${record}@company-${record % 40_000}.example","Engineer, platform","Berlin","Lead","2025-03-04 10:00","8${record % 40_000}"\n`
    if (!out.write(lines)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

/** Every file of the data directory but what was uploaded, which stays until the host ends. */
async function keptFiles(dataDirectory: string): Promise<string[]> {
  const entries = await readdir(dataDirectory, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes('uploads') && !path.endsWith('.wal') && !path.endsWith(file)).sort()
}

const importBar = (page: Page) => page.getByRole('progressbar', { name: file }).first()
const progressOf = async (page: Page): Promise<number> => Number(await importBar(page).getAttribute('aria-valuenow'))

test('a filter is typed and answered while millions of rows come in; the import is then cancelled without a trace', async ({ page, app }) => {
  test.setTimeout(300_000)
  await openSample(page)
  await goTo(page, 'Companies')
  const search = page.getByRole('searchbox', { name: 'Search companies' })
  const all = await shownRows(page)
  await search.fill('health')
  await expect.poll(() => shownRows(page)).toBeLessThan(all)
  const healthy = await shownRows(page)
  await search.fill('')
  await expect.poll(() => shownRows(page)).toBe(all)
  const status = page.getByRole('contentinfo')
  const counts = (await status.textContent())?.match(/[\d,]+ accounts.*?events/)?.[0] ?? ''
  expect(counts).not.toBe('')
  await expect(status.getByRole('progressbar')).toHaveCount(0)
  const before = await keptFiles(app.dataDirectory)

  await goTo(page, 'Import')
  const path = join(app.dataDirectory, file)
  await writeContacts(path)
  await page.getByLabel('Files to import').setInputFiles(path)
  const card = cardOf(page, file)
  await card.getByRole('button', { name: 'Import', exact: true }).click()

  await test.step('progress shows rows a second and time left', async () => {
    await expect(card.getByText(/rows\/s · .+ left/)).toBeVisible()
    await expect(status).toContainText(/rows\/s.+ left/)
  })

  await test.step('each key appears, the grid answers, and the import still runs', async () => {
    await goTo(page, 'Companies')
    await shownRows(page)
    await search.focus()
    const start = await progressOf(page)
    let typed = ''
    for (const key of 'health') {
      await page.keyboard.press(key)
      typed += key
      await expect(search).toHaveValue(typed)
      await expect(importBar(page)).toBeVisible()
    }
    await expect.poll(() => shownRows(page)).toBe(healthy)
    await expect(page.getByRole('row').nth(1).getByRole('gridcell').first()).toContainText(/health/i)
    await expect(importBar(page), 'the grid answered before the import ended').toBeVisible()
    await expect.poll(() => progressOf(page), 'the import goes on meanwhile').toBeGreaterThan(start)
  })

  await test.step('the cancelled import leaves nothing behind', async () => {
    await status.getByRole('button', { name: `Cancel ${file}` }).click()
    await expect(importBar(page)).toHaveCount(0)
    expect(await shownRows(page)).toBe(healthy)
    await goTo(page, 'Import')
    await expect(card.getByRole('button', { name: 'Import', exact: true })).toBeEnabled()
    await expect(page.getByRole('button', { name: `Undo the import of ${file}` })).toHaveCount(0)
    await expect(status).toContainText(counts)
    // The card reads its file again to show what is in it, by a link that goes when it has.
    await expect.poll(() => keptFiles(app.dataDirectory), { timeout: 60_000 }).toEqual(before)
  })
})
