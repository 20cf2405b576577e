import { expect, test } from './support.ts'

test('the launch link opens the workbench once, and a reload keeps it open', async ({ page, app, browser }) => {
  await expect(page.getByRole('button', { name: /sample organisation/i })).toBeVisible()
  expect(page.url()).not.toContain('launch')

  await page.reload()
  await page.reload()
  await expect(page.getByRole('button', { name: /sample organisation/i })).toBeVisible()

  const link = app.host.newLink()
  const elsewhere = await browser.newContext()
  const [first, second] = [await elsewhere.newPage(), await (await browser.newContext()).newPage()]
  await first.goto(link)
  await expect(first.getByRole('button', { name: /sample organisation/i })).toBeVisible()
  await second.goto(link)
  await expect(second.getByText(/link was used|already used|new link/i).first()).toBeVisible()
  await expect(second.getByRole('button', { name: /sample organisation/i })).toBeHidden()
  await first.context().close()
  await second.context().close()
})

test('the window may not run text as script, be framed, or reach another origin', async ({ page, app }) => {
  app.expectedErrors.push(/Content Security Policy|ERR_BLOCKED|Failed to fetch|unsafe-eval/i)
  const outcomes = await page.evaluate(async () => {
    const attempt = async (work: () => unknown) => {
      try {
        // Playwright lifts the policy while its own script runs, so the attempt is made afterwards.
        await new Promise((resolve) => setTimeout(resolve, 0))
        await work()
        return 'done'
      } catch (error) {
        return error instanceof Error ? error.name : 'refused'
      }
    }
    return {
      eval: await attempt(() => void Reflect.construct(Function, ['return 1'])),
      foreign: await attempt(() => fetch('http://127.0.0.1:9/')),
      inline: await attempt(() => {
        const script = document.createElement('script')
        script.textContent = 'window.ranInline = true'
        document.head.append(script)
        if ('ranInline' in window) return
        throw new Error('refused')
      }),
    }
  })
  expect(outcomes).toEqual({ eval: 'EvalError', foreign: 'TypeError', inline: 'Error' })
})
