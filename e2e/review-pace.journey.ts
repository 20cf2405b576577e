import type { Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, keptSample, served } from './served.ts'
import { expect, test } from './support.ts'
import { goTo, shownRows } from './window.ts'

/** A workspace to measure instead of the sample organisation, e.g. one of a million claims. It is used up: decisions land in it. */
const workspace = process.env['BANDSTAND_PACE_WORKSPACE'] ?? ''
const items = 200
/** Between an item and the key that judges it, in ms: faster than anybody reads. */
const glance = 200

interface Pace {
  pressed: number[]
  painted: number[]
}
type Measured = typeof globalThis & { pace: Pace }

/** From the key to the frame after the one that drew another item. */
const watchKeys = (page: Page) =>
  page.evaluate(() => {
    const measured = globalThis as Measured
    measured.pace = { pressed: [], painted: [] }
    const key = () => document.querySelector('h2[data-item]')?.getAttribute('data-item') ?? ''
    let shown = key()
    addEventListener('keydown', () => measured.pace.pressed.push(performance.now()), { capture: true })
    new MutationObserver(() => {
      // A skeleton is no item yet.
      if (key() === shown || document.querySelector('.item-side .skeleton')) return
      shown = key()
      requestAnimationFrame(() => requestAnimationFrame(() => measured.pace.painted.push(performance.now())))
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-item'] })
  })

/** How long, at most, a row on screen stayed without its content while the grid was scrolled from end to end. */
async function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const viewport = [...document.querySelectorAll('.queue-side *')].find((each) => each.scrollHeight > each.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(each).overflowY))
    if (!viewport) throw new Error('The queue does not scroll.')
    const steps = 120
    let [longest, since] = [0, 0]
    for (let step = 0; step <= steps; step += 1) {
      viewport.scrollTop = ((viewport.scrollHeight - viewport.clientHeight) * step) / steps
      for (let frame = 0; frame < 12; frame += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const { top, bottom } = viewport.getBoundingClientRect()
        const isEmpty = [...document.querySelectorAll('.queue-side .skeleton')].some((each) => {
          const box = each.getBoundingClientRect()
          return box.bottom > top && box.top < bottom
        })
        const now = performance.now()
        if (!isEmpty) since = 0
        else if (since === 0) since = now
        else longest = Math.max(longest, now - since)
      }
    }
    return longest
  })
}

const quantile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN

test('two hundred items by keyboard alone, every decision kept, and what each key cost', async ({ browser }) => {
  test.setTimeout(900_000)
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-pace-'))
  const path = workspace || join(folder, 'sample.bandstand')
  if (workspace === '') await keptSample(path, folder)
  const host = await served(path, { port: await freePort(), dataDirectory: folder })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(host.link)
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 180_000 })
  await goTo(page, 'Review')
  await expect(page.getByTestId('page-status')).toHaveText(/items/, { timeout: 180_000 })
  const rows = await shownRows(page)
  expect(rows).toBeGreaterThan(items)
  await page.locator('main').focus()
  await page.keyboard.press('j')
  const title = page.getByRole('region', { name: 'Item', exact: true }).getByRole('heading', { level: 2 })
  await expect(title).toBeVisible()
  await expect(page.locator('.item-side .skeleton')).toHaveCount(0)
  await watchKeys(page)
  const painted = () => page.evaluate(() => (globalThis as Measured).pace.painted.length)
  for (let pressed = 1; pressed <= items; pressed += 1) {
    await page.keyboard.press(pressed % 7 === 0 ? '3' : pressed % 3 === 0 ? '2' : '1')
    await expect.poll(painted, { intervals: [1, 2, 4, 8, 16] }).toBe(pressed)
    await page.waitForTimeout(glance)
  }
  const pace = await page.evaluate(() => (globalThis as Measured).pace)
  const took = pace.painted.map((at, index) => at - (pace.pressed[index] ?? Number.NaN))
  await expect(page.getByTestId('decided')).toHaveText(`${items} decided`, { timeout: 120_000 })
  const longestEmpty = await scrollThrough(page)
  const words = `${rows.toLocaleString('en')} items: key to next item painted, median ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms; a row without content while scrolling, longest ${longestEmpty.toFixed(0)} ms`
  console.log(`      ${words}`)
  test.info().annotations.push({ type: 'measured', description: words })

  await test.step('all of them have left the queue once it is opened anew', async () => {
    await page.locator('main').focus()
    await page.keyboard.press('r')
    await expect.poll(() => shownRows(page), { timeout: 60_000 }).toBeLessThanOrEqual(rows - items)
  })
  await page.close()
  await host.kill()
  await rm(folder, { recursive: true, force: true })
})
