import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import { type FakeProvider, startFake } from '../electron/engine/enrich/fake-process.test-support.ts'
import { describedFake } from '../electron/engine/jobs/jobs.test-support.ts'
import { type App, expect, test } from './support.ts'
import { goTo } from './window.ts'

// The model of this journey runs on this machine.
process.env['BANDSTAND_ALLOW_LOOPBACK'] = '1'

let fake: FakeProvider
test.beforeAll(async () => {
  fake = await startFake()
})
test.afterAll(() => fake.stop())

/** A workspace whose forty people the fake provider has answered about. */
async function enriched({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory, network: { allowLoopback: true, secret: () => 'key' } })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  const path = join(dataDirectory, 'events.csv')
  await writeFile(path, `occurred_at,source,login\n${Array.from({ length: 40 }, (_, index) => `2026-06-01T10:00:00Z,docs_view,journey${index}\n`).join('')}`)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme' })
  await call('import.run', { path })
  await call('enrich.start', { jobId: 'earlier', settings: { providers: ['fake'], described: [describedFake(fake.origin)] }, consent: { confirmHosts: [fake.host] } })
  await call('jobs.wait', { jobId: 'earlier' })
  await engine.close()
  await fake.reset({})
}

/** A picture in both themes, and nothing serious that axe finds in either. */
async function inspect(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('.skeleton')).toHaveCount(0)
    await page.screenshot({ path: test.info().outputPath(`${name}-${colorScheme}.png`), animations: 'disabled' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join()}`), `${name}, ${colorScheme}`).toEqual([])
  }
}

test('a model is asked: plan, cost, consent, progress, pause, resume, cancel, results, and every request afterwards', async ({ page, app }) => {
  test.setTimeout(240_000)
  page.setDefaultTimeout(30_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await enriched(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme/ }).first().click()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
  const plan = page.getByRole('region', { name: 'What will be sent' })
  const start = plan.getByRole('button', { name: 'Start' })
  const received = async () => (await fake.statistics()).received

  await test.step('Enrich says whom it would ask, and sends nothing', async () => {
    await goTo(page, 'Enrich')
    await page.getByLabel('People', { exact: true }).selectOption('all')
    await expect(plan).toContainText('api.github.com')
    await expect(start).toBeDisabled()
    await expect(page.getByRole('rowheader', { name: 'fake' })).toBeVisible()
    await inspect(page, 'enrich-plan')
  })

  await test.step('the plan of Verify names cost, host and fields; without consent nothing starts', async () => {
    await goTo(page, 'Verify')
    await page.getByRole('button', { name: 'Judge by rules' }).click()
    await expect(page.getByText(/claims? judged/)).toBeVisible()
    await page.getByLabel('Model').fill('fake')
    await page.getByLabel('Address', { exact: true }).fill(`${fake.origin}/v1`)
    await page.getByLabel(/needs the key/).uncheck()
    await page.getByLabel('$ per million tokens in').fill('1')
    await page.getByLabel('$ per million tokens out').fill('2')
    await expect(plan).toContainText(fake.host)
    const cost = () => plan.locator('dd').nth(3).textContent()
    const single = await cost()
    await page.getByLabel(/batch API/).check()
    await expect.poll(cost).not.toBe(single)
    await page.getByLabel(/batch API/).uncheck()
    await expect(start).toBeDisabled()
    await inspect(page, 'verify-plan')
    expect(await received()).toBe(0)
  })

  const jobs = page.getByRole('dialog')
  const openJobs = () => page.getByRole('button', { name: /^\d+ jobs?( to go on with)?$/ }).click()

  await test.step('a job that is slow is paused, resumed and cancelled', async () => {
    await fake.reset({ latency: 10_000 })
    await plan.getByRole('checkbox').check()
    await start.click()
    await expect(page.getByText(/has started/)).toBeVisible()
    await expect.poll(received).toBeGreaterThan(0)
    await openJobs()
    await expect(jobs.getByText('running')).toBeVisible()
    await inspect(page, 'jobs-running')
    await jobs.getByRole('button', { name: 'Pause' }).click()
    await expect(jobs.getByText('paused', { exact: true })).toBeVisible()
    await jobs.getByRole('button', { name: 'Resume' }).click()
    await expect(jobs.getByText('running')).toBeVisible()
    await jobs.getByRole('button', { name: 'Cancel' }).click()
    await expect(jobs.getByText('cancelled', { exact: true })).toBeVisible()
  })

  await test.step('taken up again it ends, and nobody was asked about twice', async () => {
    await fake.reset({})
    await jobs.getByRole('button', { name: 'Resume' }).click()
    await expect(jobs.getByText('done', { exact: true })).toHaveCount(2, { timeout: 120_000 })
    expect((await fake.statistics()).mostAboutOne).toBe(1)
  })

  await test.step('every request is listed', async () => {
    await jobs.getByRole('button', { name: 'Past requests' }).click()
    const list = jobs.getByRole('region', { name: 'Past requests' })
    await expect(list.getByRole('row').nth(1)).toContainText(fake.host)
    await expect(list.getByRole('row').nth(1)).toContainText('verify: fake')
    await inspect(page, 'past-requests')
    await jobs.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('Verify shows what the model said', async () => {
    await expect(page.getByRole('rowheader', { name: 'fake, prompt 1' })).toBeVisible()
    await inspect(page, 'verify-results')
  })
})
