import { AxeBuilder } from '@axe-core/playwright'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import { type FakeProvider, startFake } from '../electron/engine/enrich/fake-process.test-support.ts'
import { describedFake } from '../electron/engine/jobs/jobs.test-support.ts'
import { type App, expect, test } from './support.ts'
import { goTo } from './window.ts'

// The provider of this journey runs on this machine.
process.env['BANDSTAND_ALLOW_LOOPBACK'] = '1'
process.env['FAKE_KEY'] = 'key'

const people = 30

let fake: FakeProvider
test.beforeAll(async () => {
  fake = await startFake()
})
test.afterAll(() => fake.stop())

/** A workspace of people of whom nothing but a login is known. */
async function withPeople({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  const path = join(dataDirectory, 'events.csv')
  await writeFile(path, `occurred_at,source,login\n${Array.from({ length: people }, (_, index) => `2026-06-01T10:00:00Z,docs_view,journey${index}\n`).join('')}`)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme' })
  await call('import.run', { path })
  await engine.close()
}

test('a provider described by a file is asked: description, plan, consent, answers, and the file for Clay', async ({ page, app }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await withPeople(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme/ }).first().click()
  await expect(page.getByText('0 companies are active')).toBeVisible({ timeout: 60_000 })
  await goTo(page, 'Enrich')
  const plan = page.getByRole('region', { name: 'What will be sent' })
  const file = page.getByLabel('File that describes a provider')
  const fakeChoice = page.getByRole('checkbox', { name: /^fake/ })

  await test.step('a description that is none is refused with its reason', async () => {
    await file.setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"name": "broken"}') })
    await expect(page.getByText(/description of a provider is wrong: url/)).toBeVisible()
    await expect(fakeChoice).toHaveCount(0)
  })

  await test.step('one that is whole is ticked, stays after a reload, and the plan names its host', async () => {
    const description = { name: 'fake.json', mimeType: 'application/json', buffer: Buffer.from(describedFake(fake.origin)) }
    await file.setInputFiles(description)
    await expect(fakeChoice).toBeChecked()
    await page.reload()
    await expect(fakeChoice).toBeVisible()
    await fakeChoice.check()
    await page.getByRole('checkbox', { name: /^GitHub/ }).uncheck()
    await expect(plan).toContainText(fake.host)
    await page.getByLabel('At most').fill('none')
    await expect(page.getByText('A whole number from 1.')).toBeVisible()
    await page.getByLabel('At most').fill('12')
    await expect(plan).toContainText('12 people')
    await page.getByLabel(/Stop when at least this sure/).fill('80')
    await page.getByLabel('At most').fill('')
    await expect(plan).toContainText(`${people} people`)
    expect((await fake.statistics()).received).toBe(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: test.info().outputPath(`enrich-${colorScheme}.png`), animations: 'disabled' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`), colorScheme).toEqual([])
    }
  })

  await test.step('after consent everybody is asked once, and the answers are shown', async () => {
    await plan.getByRole('checkbox').check()
    await plan.getByRole('button', { name: 'Start' }).click()
    await expect(page.getByRole('rowheader', { name: 'fake' })).toBeVisible({ timeout: 60_000 })
    await expect.poll(async () => (await fake.statistics()).received).toBe(people)
    expect((await fake.statistics()).mostAboutOne).toBe(1)
    await expect(page.getByText(/claims so far/)).toBeVisible()
  })

  await test.step('people go to Clay as a file with the key that brings the answers back', async () => {
    await page.getByLabel('People', { exact: true }).selectOption('all')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export for Clay' }).click()
    const [heading, ...rows] = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n')
    expect(heading).toContain('bandstand_id')
    expect(rows).toHaveLength(people)
  })

  await test.step('a description is removed again', async () => {
    await page.getByRole('button', { name: 'Remove fake' }).click()
    await expect(fakeChoice).toHaveCount(0)
  })
})
