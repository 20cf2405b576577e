import type { Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, keptSample, served } from './served.ts'
import { expect, test } from './support.ts'
import { figure } from './window.ts'

/** A workspace to measure instead of the sample organisation, e.g. one of ten million signals. */
const workspace = process.env['BANDSTAND_REDRAW_WORKSPACE'] ?? ''

/** What of Explore is drawn in parts, each of which fades while it waits; nothing is corrected where nobody has judged a blind sample. */
const parts = { first: '.page.explore-stale', corrected: '.corrected-stale', below: '.explore-cell.explore-stale' } as const
type Part = keyof typeof parts
type Measured = typeof globalThis & { redrawn: { clicked: number; since: Partial<Record<Part, number>> } }

/** When, after the last click, each part had been drawn anew: two frames after the last of it stopped waiting, in ms. */
const watchRedraws = (page: Page) =>
  page.evaluate((selectors) => {
    const measured = globalThis as Measured
    measured.redrawn = { clicked: 0, since: {} }
    addEventListener('click', () => (measured.redrawn = { clicked: performance.now(), since: {} }), { capture: true })
    const waiting = new Set<string>()
    new MutationObserver(() => {
      for (const [part, selector] of Object.entries(selectors)) {
        if (document.querySelector(selector)) waiting.add(part)
        else if (waiting.delete(part)) {
          requestAnimationFrame(() => requestAnimationFrame(() => {
            measured.redrawn.since[part as Part] = Math.round(performance.now() - measured.redrawn.clicked)
          }))
        }
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
  }, parts)

test('a change of the filter draws first what is on screen', async ({ browser }) => {
  test.setTimeout(300_000)
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-redraw-'))
  const path = workspace || join(folder, 'sample.bandstand')
  if (workspace === '') await keptSample(path, folder)
  const host = await served(path, { port: await freePort(), dataDirectory: folder })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(host.link)
  await expect(figure(page, 'Before entry')).toBeVisible({ timeout: 180_000 })
  await watchRedraws(page)
  const redraws = () => page.evaluate(() => (globalThis as Measured).redrawn.since)
  await page.getByRole('group', { name: 'Segment' }).getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Industry' }).click()
  await page.getByLabel('Condition').selectOption({ label: 'is one of' })
  const values = page.getByRole('group', { name: 'Industry' }).getByRole('checkbox')
  await expect(values.first()).toBeVisible()

  /** Clicked in the page: Playwright would scroll to it. */
  const choose = async (value: number) => {
    await values.nth(value).evaluate((box) => (box as HTMLElement).click())
    await expect.poll(async () => Object.keys(await redraws())).toEqual(expect.arrayContaining(['first', 'below']))
    const { first = NaN, corrected = 0, below = NaN } = await redraws()
    return { first, corrected, below }
  }
  for (let value = 0; value < Math.min(3, await values.count()); value += 1) {
    const { first, corrected, below } = await choose(value)
    const words = `on screen ${Math.max(first, corrected)} ms after the click, the whole page ${below} ms`
    console.log(`      ${words}`)
    test.info().annotations.push({ type: 'measured', description: words })
    expect(below).toBeGreaterThanOrEqual(first)
    expect(below).toBeGreaterThanOrEqual(corrected)
  }

  await test.step('what is on screen below does not wait for what has been scrolled past', async () => {
    await figure(page, 'Before entry').evaluate((element) => element.scrollIntoView({ block: 'start' }))
    const { first, corrected, below } = await choose(0)
    const words = `scrolled down: the whole page ${Math.max(first, corrected, below)} ms after the click`
    console.log(`      ${words}`)
    test.info().annotations.push({ type: 'measured', description: words })
  })
  await page.close()
  await host.kill()
  await rm(folder, { recursive: true, force: true })
})
