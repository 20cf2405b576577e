import type { WebSocketRoute } from '@playwright/test'
import { expect, test } from './support.ts'
import { openSample } from './window.ts'

test('a lost line to the engine is said, and mended without losing the view', async ({ page }) => {
  await openSample(page)
  let refusing = false
  const lines: WebSocketRoute[] = []
  await page.routeWebSocket(/\/engine$/, (opened) => {
    lines.push(opened)
    if (refusing) void opened.close()
    else opened.connectToServer()
  })
  await page.reload()
  await expect(page.getByTestId('answer')).toBeVisible()
  const answer = (await page.getByTestId('answer').textContent()) ?? ''

  refusing = true
  await lines.at(-1)?.close()
  const banner = page.getByRole('alert').filter({ hasText: 'The engine disconnected' })
  await expect(banner).toBeVisible()
  await expect(page.getByTestId('answer')).toHaveText(answer)
  await expect(page.getByRole('contentinfo')).toContainText('disconnected')

  refusing = false
  await banner.getByRole('button', { name: 'Reconnect' }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('contentinfo')).toContainText('offline')
  await expect(page.getByTestId('answer')).toHaveText(answer)
})

test('a link that was used already says what to do', async ({ page, app }) => {
  app.expectedErrors.push(/401/)
  await expect(page.getByRole('heading', { name: 'Bandstand' })).toBeVisible()
  await page.evaluate(() => window.sessionStorage.clear())
  await page.goto(`${app.origin}/?again`)
  await expect(page.getByRole('alert')).toContainText(/This window is not signed in to the engine.*Press Enter in the terminal/)
})
