import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import { inspect } from './inspect.ts'
import { type App, expect, test } from './support.ts'

const titles = ['Software Engineer', 'Senior Backend Developer', 'VP Engineering', 'Head of Procurement', 'Engineering Manager', 'Recruiter', 'Data Scientist', 'Softwareentwicklerin', 'Développeur', 'CTO'] as const
const firstNames = ['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hana', 'Ivo', 'Jun']

/** Contacts of every persona, one human with two titles, and what happened to their e-mails. */
async function withContacts({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  const contacts = Array.from({ length: 120 }, (_, index) => ({
    id: `c${index}`, name: `${firstNames[index % 10]} ${String.fromCharCode(65 + (index % 26))}${'aeiou'[index % 5]}rens`, email: `person${index}@acme${index % 9}.com`, title: titles[(index * 7) % 10],
    created: `2026-0${(index % 5) + 1}-1${index % 9}`,
  }))
  await writeFile(join(dataDirectory, 'contacts.csv'), `record_id,full name,email,job title,company,linkedin,created_at,stage\n${contacts.map((each, index) => `${each.id},${each.name},${each.email},${each.title},Acme ${index % 9},,${each.created},${index % 3 === 0 ? 'Lead' : ''}\n`).join('')}twin1,Kim Both,kim@acme1.com,Software Engineer,Acme 1,linkedin.com/in/kim-both,2026-03-01,\ntwin2,Kim Both,kim@private.example,CEO,Kim Ltd,linkedin.com/in/kim-both,2026-02-01,\nrisky,=HYPERLINK("http://evil.example"),risky@acme2.com,Software Engineer,Acme 2,,2026-02-01,\n`)
  await writeFile(join(dataDirectory, 'mail.csv'), `time,email,event,campaign\n${contacts.flatMap(({ email }, index) => [`2026-0${(index % 2) + 4}-02T10:00:00Z,${email},sent,spring`, ...(index % 3 === 0 ? [`2026-0${(index % 2) + 4}-03T10:00:00Z,${email},clicked,spring`] : []), ...(index % 20 === 0 ? [`2026-0${(index % 2) + 4}-04T10:00:00Z,${email},unsubscribed,spring`] : [])]).join('\n')}\n`)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme Analytics' })
  await call('import.run', { path: join(dataDirectory, 'contacts.csv'), format: 'contacts' })
  await call('import.run', { path: join(dataDirectory, 'mail.csv'), format: 'email-engagement' })
  await engine.close()
}

test('two databases: reasons, conflicts, a file for sales that holds no developer, rules tried and saved, health, the definition to sign', async ({ page, app }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await withContacts(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme Analytics/ }).first().click()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'Databases', level: 1 })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'Builds software, data or platforms' }).first()).toBeVisible({ timeout: 60_000 })
  await inspect(page, 'databases-user')

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('gridcell', { name: '=HYPERLINK' }).click()
  await page.keyboard.press('Control+c')
  await expect(page.getByText('Cell copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('\'=HYPERLINK("http://evil.example")')

  const parts = page.getByRole('navigation', { name: 'Parts of this page' })
  await parts.getByRole('link', { name: 'Conflicts' }).click()
  await expect(page.getByRole('gridcell', { name: 'Kim Both' })).toHaveCount(1)
  await expect(page.getByRole('gridcell', { name: /Software Engineer \(crm: developer\); CEO \(crm: buyer\)/ })).toBeVisible()

  await parts.getByRole('link', { name: 'Buyer database' }).click()
  await page.getByRole('button', { name: 'Write for sales' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(/Personal data.*names, .*e-mail addresses, .*titles/)
  await expect(dialog).toContainText('1 person is in the user database too')
  await inspect(page, 'databases-export')
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Write file' }).click()])
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('VP Engineering')
  expect(text).not.toMatch(/Software Engineer|Developer|Kim Both/)

  await parts.getByRole('link', { name: 'Rules' }).click()
  await page.getByLabel('Persona of rule 4').selectOption('other')
  await page.getByRole('button', { name: 'Show the effect' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'would move' })).toContainText(/from buyer to neither/, { timeout: 30_000 })
  await inspect(page, 'databases-rules')
  await page.getByRole('button', { name: 'Save …' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Without executives')
  await page.getByRole('button', { name: 'Save version' }).click()
  await expect(page.getByText(/In force: version 1, Without executives/)).toBeVisible({ timeout: 30_000 })

  await parts.getByRole('link', { name: 'Health' }).click()
  await expect(page.getByRole('region', { name: 'Table of e-mails by database' })).toContainText('2026-05', { timeout: 30_000 })
  await inspect(page, 'databases-health')
  await parts.getByRole('link', { name: 'Definition' }).click()
  await expect(page.getByRole('heading', { name: 'Who is a developer at Acme Analytics' })).toBeVisible()
  await expect(page.getByText('For Sales', { exact: true })).toBeVisible()
  await inspect(page, 'databases-definition')
  await parts.getByRole('link', { name: 'Files written' }).click()
  await expect(page.getByRole('region', { name: 'Table of files written' })).toContainText('buyer-database')
  await expect(page.getByText(/For the tools of sales: \d+ addresses \(user database \d+/)).toBeVisible()
  await inspect(page, 'databases-log')
})
