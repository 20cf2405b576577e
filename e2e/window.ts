import { expect, type Locator, type Page } from '@playwright/test'

/** First run to the finished sample organisation, which opens on Explore. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Try the sample organisation/ }).click()
  await expect(page.getByTestId('answer')).toBeVisible({ timeout: 60_000 })
}

export const goTo = (page: Page, label: string): Promise<void> => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: label }).click()

/** The row count of the grid on screen, as the status line says it. */
export async function shownRows(page: Page): Promise<number> {
  const status = page.getByTestId('page-status')
  await expect(status).toHaveText(/^[\d,]+ /)
  return Number(((await status.textContent()) ?? '').replace(/ .*/, '').replaceAll(',', ''))
}

export const figure = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true })

/** Clicks the bar at a place from the left among those drawn in a colour of the page's tokens. */
export async function clickBar(page: Page, chart: Locator, { token, place }: { token: string; place: number }): Promise<void> {
  const box = await chart.getByRole('img').locator('svg').evaluate((svg, wanted) => {
    const probe = document.createElement('span')
    probe.style.color = `var(${wanted.token})`
    svg.ownerDocument.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    const bars = [...svg.querySelectorAll('path')]
      .filter((path) => getComputedStyle(path).fill === colour)
      .map((path) => path.getBoundingClientRect())
      .sort((left, right) => left.x - right.x || left.y - right.y)
    const bar = bars[wanted.place]
    return bar ? { x: bar.x + bar.width / 2, y: bar.y + bar.height / 2 } : null
  }, { token, place })
  if (!box) throw new Error(`There is no bar ${place} in ${token}.`)
  await page.mouse.click(box.x, box.y)
}

/** Numbers shown by a locator's elements, as written by the window. */
export const numbersIn = async (texts: Locator): Promise<number[]> => (await texts.allTextContents()).map((text) => Number(text.replaceAll(',', '')))
