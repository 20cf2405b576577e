import type { Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, keptSample, served } from './served.ts'
import { expect, test } from './support.ts'
import { figure } from './window.ts'

/** A workspace to measure instead of the sample organisation, e.g. one of ten million signals. */
const workspace = process.env['BANDSTAND_REDRAW_WORKSPACE'] ?? ''

/** What of Explore is drawn in parts, each of which is busy while it waits; nothing is corrected where nobody has judged a blind sample. */
const parts = { first: '.page[aria-busy=true]', corrected: '.corrected-note[aria-busy=true]', below: '.explore-cell[aria-busy=true]' } as const
type Part = keyof typeof parts
type Measured = typeof globalThis & { redrawn: { clicked: number; waiting: number; since: Partial<Record<Part, number>> } }

/** When, after the last click, each part had been drawn anew: two frames after the last of it stopped waiting, in ms. */
const watchRedraws = (page: Page) =>
  page.evaluate((selectors) => {
    const measured = globalThis as Measured
    measured.redrawn = { clicked: 0, waiting: 0, since: {} }
    addEventListener('click', () => (measured.redrawn = { clicked: performance.now(), waiting: 0, since: {} }), { capture: true })
    const waiting = new Set<string>()
    new MutationObserver(() => {
      for (const [part, selector] of Object.entries(selectors)) {
        if (document.querySelector(selector)) {
          if (!waiting.has(part)) measured.redrawn.waiting += 1
          waiting.add(part)
        } else if (waiting.delete(part)) {
          requestAnimationFrame(() => requestAnimationFrame(() => {
            measured.redrawn.waiting -= 1
            measured.redrawn.since[part as Part] = Math.round(performance.now() - measured.redrawn.clicked)
          }))
        }
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] })
  }, parts)

/** What goes over the socket, in order: `> method` for a call, `< method` for the answer to it. */
function callsOf(page: Page): string[] {
  const calls: string[] = []
  const methods = new Map<number, string>()
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const { kind, id = -1, method = '' } = frameOf(payload)
      if (kind !== 'call') return
      methods.set(id, method)
      calls.push(`> ${method}`)
    })
    socket.on('framereceived', ({ payload }) => {
      const { kind, id = -1 } = frameOf(payload)
      if (kind === 'ok') calls.push(`< ${methods.get(id) ?? ''}`)
    })
  })
  return calls
}

function frameOf(payload: string | Buffer): { kind: string; id?: number; method?: string } {
  const bytes = Buffer.from(payload)
  return (JSON.parse(bytes.toString('utf8', 4, 4 + bytes.readUInt32LE(0))) as { frame: ReturnType<typeof frameOf> }).frame
}

test('a change of the filter asks first for what is on screen', async ({ browser }) => {
  test.setTimeout(300_000)
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-redraw-'))
  const path = workspace || join(folder, 'sample.bandstand')
  if (workspace === '') await keptSample(path, folder)
  const host = await served(path, { port: await freePort(), dataDirectory: folder })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const calls = callsOf(page)
  await page.goto(host.link)
  await expect(figure(page, 'Before entry')).toBeVisible({ timeout: 180_000 })
  await test.step('the engine gets ready for a filter once every figure without one has come', async () => {
    await expect.poll(() => calls).toContain('< analyse.rehearse')
    for (const figures of ['corrected', 'signals', 'overlap', 'beforeEntry']) expect(calls.indexOf(`< analyse.${figures}`), calls.join('\n')).toBeLessThan(calls.indexOf('> analyse.rehearse'))
  })
  await watchRedraws(page)
  const redraws = () => page.evaluate(() => (globalThis as Measured).redrawn)
  await page.getByRole('group', { name: 'Segment' }).getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('menuitem', { name: 'Industry' }).click()
  await page.getByLabel('Condition').selectOption({ label: 'is one of' })
  const values = page.getByRole('group', { name: 'Industry' }).getByRole('checkbox')
  await expect(values.first()).toBeVisible()

  /** Clicked in the page: Playwright would scroll to it. */
  const choose = async (value: number) => {
    calls.length = 0
    await values.nth(value).evaluate((box) => (box as HTMLElement).click())
    await expect.poll(async () => {
      const { waiting, since } = await redraws()
      return waiting === 0 ? Object.keys(since) : []
    }).toEqual(expect.arrayContaining(['first', 'below']))
    const { first = NaN, corrected = 0, below = NaN } = (await redraws()).since
    return { onScreen: Math.max(first, corrected), page: Math.max(first, corrected, below) }
  }
  const tell = (words: string) => {
    console.log(`      ${words}`)
    test.info().annotations.push({ type: 'measured', description: words })
  }
  // The commonest comes last: its figures were worked out in the rehearsal.
  for (let value = Math.min(3, await values.count()) - 1; value >= 0; value -= 1) {
    const { onScreen, page: whole } = await choose(value)
    tell(`on screen ${onScreen} ms after the click, the whole page ${whole} ms`)
    for (const below of ['signals', 'overlap', 'beforeEntry']) expect(calls.indexOf(`> analyse.${below}`), calls.join('\n')).toBeGreaterThan(calls.indexOf('< analyse.run'))
  }

  await test.step('what is on screen below does not wait for what has been scrolled past', async () => {
    await figure(page, 'Before entry').evaluate((element) => element.scrollIntoView({ block: 'start' }))
    tell(`scrolled down: the whole page ${(await choose(1)).page} ms after the click`)
    expect(calls).toContain('> analyse.beforeEntry')
    expect(calls.indexOf('> analyse.beforeEntry'), calls.join('\n')).toBeLessThan(calls.indexOf('< analyse.run'))
  })
  await page.close()
  await host.kill()
  await rm(folder, { recursive: true, force: true })
})
