import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, keptSample, served } from './served.ts'
import { expect, test } from './support.ts'
import { goTo } from './window.ts'

test('an engine killed in the middle of reviewing: every decision is there, the same item is open, undo goes on', async ({ browser }) => {
  test.setTimeout(480_000)
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-killed-'))
  const port = await freePort()
  const workspace = join(folder, 'sample.bandstand')
  await keptSample(workspace, folder)
  const serve = () => served(workspace, { port, dataDirectory: folder })
  let host = await serve()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(host.link)
  await goTo(page, 'Review')
  const title = page.getByRole('region', { name: 'Item', exact: true }).getByRole('heading', { level: 2 })
  const item = async () => (await title.getAttribute('data-item')) ?? ''
  const decided = page.getByTestId('decided')

  await expect(page.getByTestId('page-status')).toHaveText(/items/, { timeout: 60_000 })
  await page.locator('main').focus()
  await page.keyboard.press('j')
  await expect(title).toBeVisible()
  const ready = page.getByRole('group', { name: 'Decide' }).getByRole('button').first()
  const decide = async (key: string, expected: number) => {
    await expect(ready).toBeEnabled()
    const before = await item()
    await page.keyboard.press(key)
    await expect.poll(item).not.toBe(before)
    await expect(decided).toHaveText(`${expected} decided`)
    return before
  }
  const items: string[] = []
  for (const [index, key] of ['1', '2', '1', '3', '1'].entries()) items.push(await decide(key, index + 1))
  const open = await item()
  const row = page.locator('.queue-side [aria-selected=true], .queue-side .ag-row-selected').first()

  await test.step('the window stays as it is, and a fresh link given to it goes on with the same item', async () => {
    await host.kill()
    await expect(page.getByRole('alert').filter({ hasText: 'The engine disconnected' })).toBeVisible()
    expect(await item()).toBe(open)
    host = await serve()
    await page.goto(host.link)
    await expect(page.getByRole('alert').filter({ hasText: 'The engine disconnected' })).toHaveCount(0)
    expect(await item()).toBe(open)
    await expect(row).toBeVisible()
    items.push(await decide('2', 6))
  })

  await test.step('a new window opens on the item that was open', async () => {
    const last = await item()
    await page.waitForTimeout(600)
    await host.kill()
    await page.close()
    host = await serve()
    const again = await context.newPage()
    await again.goto(host.link)
    const heading = again.getByRole('region', { name: 'Item', exact: true }).getByRole('heading', { level: 2 })
    await expect(heading).toHaveAttribute('data-item', last)
    await expect(again.locator('.queue-side .ag-row-selected, .queue-side [aria-selected=true]').first()).toBeVisible()
    await again.locator('main').focus()
    for (const each of items.toReversed()) {
      await again.keyboard.press('u')
      await expect(heading).toHaveAttribute('data-item', each)
    }
  })
  await context.close()
  await host.kill()
  await rm(folder, { recursive: true, force: true })
})
