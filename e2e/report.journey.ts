import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { openSample } from './window.ts'

test('a report: chosen, seen as it will be written, personal data told before, written, opened without a request, kept as a template', async ({ page, context, app }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await openSample(page)
  const answer = page.getByTestId('answer')
  await expect(answer).toContainText(/n = \d+ of \d+/)
  const active = /n = (\d+ of \d+)/.exec((await answer.textContent()) ?? '')?.[1] ?? 'nothing'
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await expect(page.getByRole('heading', { name: 'Report', level: 1 })).toBeVisible()
  const preview = page.frameLocator('iframe[title="Preview of the report"]')
  await expect(preview.getByRole('heading', { name: 'Findings' })).toBeVisible({ timeout: 60_000 })
  await expect(preview.locator('#findings')).toContainText(`${active} are active`)
  const files = page.getByRole('region', { name: 'Files' })
  await expect(files.getByRole('status')).toContainText(/Personal data: .*logins in \d+ rows/)
  await inspect(page, 'report')

  await page.getByLabel('Names').selectOption({ label: 'Figures only, no names' })
  await expect(files.getByRole('status')).toContainText('Personal data: none', { timeout: 30_000 })
  await page.getByLabel('Language').selectOption('de')
  await expect(preview.getByRole('heading', { name: 'Ergebnisse' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('textbox', { name: 'Own words' }).fill('Nearly 90 % are missing.')
  await expect(page.getByRole('alert')).toContainText('says 90', { timeout: 30_000 })
  await page.getByRole('textbox', { name: 'Own words' }).fill('Es fehlen {hidden.share}.')
  await expect(preview.getByText(/Es fehlen \d+,\d\s%/)).toBeVisible({ timeout: 30_000 })

  await page.getByLabel('Template').fill('House')
  await page.getByRole('button', { name: 'Keep' }).click()
  await page.getByLabel('Language').selectOption('en')
  await expect(preview.getByRole('heading', { name: 'Findings' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Load' }).click()
  await expect(preview.getByRole('heading', { name: 'Ergebnisse' })).toBeVisible({ timeout: 30_000 })

  await page.getByLabel('PDF').uncheck()
  const [download] = await Promise.all([page.waitForEvent('download'), files.getByRole('button', { name: 'Write files' }).click()])
  const path = join(app.dataDirectory, 'opened.html')
  await download.saveAs(path)
  expect(await readFile(path, 'utf8')).toContain('Ergebnisse')

  const opened = await context.newPage()
  const requests: string[] = []
  const refused: string[] = []
  opened.on('request', (request) => requests.push(request.url()))
  opened.on('console', (message) => refused.push(message.text()))
  await context.setOffline(true)
  await opened.goto(`file://${path}`)
  await expect(opened.getByRole('heading', { name: 'Ergebnisse' })).toBeVisible()
  expect(requests).toEqual([`file://${path}`])
  expect(refused).toEqual([])
  // The style is the one that its policy names.
  expect(await opened.getByRole('heading', { level: 1 }).evaluate((heading) => getComputedStyle(heading).fontSize)).toBe('28px')
  await opened.close()
  await context.setOffline(false)
})
