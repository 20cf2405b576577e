import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createEngine } from '../electron/engine/engine.ts'
import type { BlindItem } from '../shared/contract-quality.ts'
import { inspect } from './inspect.ts'
import { type App, expect, test } from './support.ts'
import { goTo } from './window.ts'

const stems = ['brantov', 'celdark', 'dorvine', 'elkwist', 'fanmore', 'gripton', 'halvern', 'irondel', 'jaspark', 'kelvost', 'lumbard', 'morvent', 'norquil', 'ostrave', 'pendrak', 'quorlim', 'ravskol', 'solgrim', 'tarnock', 'ulverin', 'vexholm', 'wendrop', 'yarmund', 'zephrin']

/** Companies with an account, companies whose domain is nearly that of one, and a blind sample of both kinds judged in part. */
async function judged({ dataDirectory }: App): Promise<void> {
  const engine = createEngine({ dataDirectory })
  const call = (method: string, input: object) => engine.call(method, input, new AbortController().signal)
  await call('workspace.create', { path: join(dataDirectory, 'acme'), organisation: 'Acme' })
  const put = async (name: string, lines: readonly string[]) => {
    const path = join(dataDirectory, name)
    await writeFile(path, `${lines.join('\n')}\n`)
    await call('import.run', { path, format: name.startsWith('accounts') ? 'accounts' : 'events' })
  }
  await put('accounts.csv', ['record_id,name,domain,stage', ...stems.flatMap((stem, index) => [`${index + 1},${stem} robotics,${stem}robotics.com,lead`, `${index + 101},${stem} bank,${stem}.org,customer`])])
  await put('events.csv', ['occurred_at,source,email,quantity', ...stems.flatMap((stem, index) => ['ann', 'bob', 'cleo'].flatMap((name) => [
    `2026-05-01T00:00:00Z,docs_view,${name}@${stem}robotic.com,${index + 1}`, ...(index % 2 === 0 ? [`2026-05-02T00:00:00Z,product_usage,${name}@${stem}robotics.com,2`] : []), `2026-05-02T00:00:00Z,docs_edit,${name}@${stem}.org,${index + 1}`,
  ]))])
  for (const [kind, count] of [['attribution', 90], ['match', 30]] as const) {
    await call('quality.draw', { kind, size: 200 })
    const items = (await call('quality.open', { kind, reviewer: 'ana' })) as BlindItem[] // the contract's output
    for (const [index, { subject, object }] of items.slice(0, count).entries()) {
      await call('review.decide', { reviewer: 'ana', decisions: [{ kind, subject, object, queue: 'blind', verdict: index % 9 === 0 ? 'reject' : index % 20 === 7 ? 'unsure' : 'accept' }] })
    }
  }
  await engine.close()
}

test('how often each kind of evidence is right, how far that is known, and the hidden funnel without missed matches', async ({ page, app }) => {
  test.setTimeout(300_000)
  await judged(app)
  await page.reload()
  await page.getByRole('button', { name: /Acme/ }).first().click()
  await goTo(page, 'Review')
  await page.getByRole('link', { name: 'Blind sample' }).click()
  await page.getByRole('button', { name: 'How often it is right' }).click()
  const dialog = page.getByRole('dialog')

  await test.step('rates with their interval, unsure ones apart, and the curve', async () => {
    await expect(dialog).toContainText(/drawn at random \(seed 1\) 90 are judged/)
    await expect(dialog.getByRole('row', { name: /Corporate e-mail domain|Domain in the event/ }).first()).toContainText(/\d+(\.\d)?% \(\d/)
    await expect(dialog.getByText(/The rate is known to ±\d+\.\d points after \d+ labels/).first()).toBeVisible()
    await inspect(page, 'quality')
    await dialog.getByRole('button', { name: /Show as a table: How the interval narrows/ }).click()
    await expect(dialog.getByRole('row', { name: /, expected ±/ }).first()).toBeVisible()
  })

  await test.step('missed matches have a table of their own, and claims say that nothing was drawn', async () => {
    await dialog.getByRole('button', { name: 'Account matches' }).click()
    await expect(dialog.getByRole('columnheader', { name: 'Missed matches (95%)' })).toBeVisible()
    await inspect(page, 'quality-matches')
    await dialog.getByRole('button', { name: 'Claims of providers' }).click()
    await expect(dialog).toContainText('No claims have been drawn yet')
    await page.keyboard.press('Escape')
  })

  await test.step('Explore shows the hidden funnel as counted and without missed matches', async () => {
    await goTo(page, 'Explore')
    await expect(page.getByText(/Without missed matches: \d+\.\d \(\d+\.\d–\d+\.\d\) of them/)).toBeVisible()
    await inspect(page, 'explore-without-missed')
  })
})
