import { unmarkedRepo } from '../electron/engine/sample/plan.ts'
import { expect, test } from './support.ts'
import { goTo, openSample, shownRows } from './window.ts'

test('what a repository is decides what counts, and so does the policy', async ({ page }) => {
  await openSample(page)
  const unresolved = page.getByRole('link', { name: /without a company/ })
  const counted = async () => Number(((await unresolved.textContent()) ?? '').replace(/ .*/, '').replaceAll(',', ''))

  await test.step('the people counted apart can be opened', async () => {
    const people = await counted()
    await unresolved.click()
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
    expect(await shownRows(page)).toBe(people)
    await page.goBack()
  })

  await test.step('a repository marked as a competitor’s counts from now on', async () => {
    const before = await counted()
    await goTo(page, 'Targets')
    const row = page.getByRole('row').filter({ hasText: unmarkedRepo })
    await expect(row).toContainText('kept, not scored')
    await row.getByRole('radio', { name: 'Competitor' }).click()
    await expect(row).toContainText('stars and forks count a little')
    await goTo(page, 'Explore')
    await expect.poll(counted).toBeGreaterThan(before)
  })

  await test.step('the policy stands in the address and changes the figures', async () => {
    const before = (await page.getByTestId('answer').textContent()) ?? ''
    const people = await counted()
    await page.getByRole('button', { name: /^policy/ }).click()
    await page.getByRole('menuitemradio', { name: 'all' }).click()
    await expect(page).toHaveURL(/policy=all/)
    await expect.poll(counted).toBeLessThan(people)
    await page.goBack()
    await expect(page.getByTestId('answer')).toHaveText(before)
  })
})
