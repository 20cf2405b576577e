import { unmarkedRepo } from '../electron/engine/sample/plan.ts'
import { expect, test } from './support.ts'
import { figure, goTo, openSample, shownRows } from './window.ts'

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

test('new targets are asked about once, and a row is marked by a key', async ({ page }) => {
  await openSample(page)
  const question = page.getByRole('region', { name: 'Whose are these?' })
  const role = (name: string, checked: string) => page.getByRole('radiogroup', { name: `Role of ${name}` }).getByRole('radio', { name: checked, exact: true })

  await test.step('on Import, with counts and three choices', async () => {
    await goTo(page, 'Import')
    await expect(question).toContainText('3 repositories')
    await expect(question).toContainText('629 events')
    await question.getByRole('button', { name: `Ecosystem: ${unmarkedRepo}` }).click()
    await expect(question).not.toContainText(unmarkedRepo)
  })

  await test.step('by keyboard on Targets, where a marked row keeps its place', async () => {
    await question.getByRole('link', { name: 'Show all on Targets' }).click()
    await expect(page).toHaveURL(/view=unmarked/)
    await page.getByRole('button', { name: /^All/ }).click()
    await expect(role(unmarkedRepo, 'Ecosystem')).toBeChecked()
    await role(unmarkedRepo, 'Ecosystem').focus()
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown')
    await expect(role('quietcorner--labs/dotfiles', 'Unmarked')).toBeFocused()
    await page.keyboard.press('2')
    await expect(role('quietcorner--labs/dotfiles', 'Competitor')).toBeChecked()
    await page.keyboard.press('ArrowDown')
    await expect(role('harbour--works/tidegauge', 'Unmarked')).toBeFocused()
  })

  await test.step('left unmarked, nothing is asked again', async () => {
    await question.getByRole('button', { name: 'Leave unmarked' }).click()
    await expect(question).toHaveCount(0)
    await page.reload()
    await expect(role('harbour--works/tidegauge', 'Unmarked')).toBeChecked()
    await expect(question).toHaveCount(0)
  })

  await test.step('narrowed by role and name, and every count opens its rows', async () => {
    await page.getByRole('button', { name: /^Own/ }).click()
    await expect(page.getByRole('radiogroup')).toHaveCount(3)
    await page.getByRole('button', { name: /^All/ }).click()
    await page.getByRole('searchbox', { name: 'Search targets' }).fill('tide')
    await expect(page.getByRole('radiogroup')).toHaveCount(1)
    await page.getByRole('link', { name: '63 events about harbour--works/tidegauge' }).click()
    await expect(page.getByRole('heading', { name: 'Events', level: 1 })).toBeVisible()
    expect(await shownRows(page)).toBe(63)
  })
})

test('what is known to be missing stands under the figures, and every source opens its rows', async ({ page }) => {
  await openSample(page)
  const coverage = figure(page, 'Coverage by stage')
  await expect(coverage).toContainText('since June 2025 are incomplete (GH Archive)')
  await coverage.getByText(/sources are incomplete/).click()
  await coverage.getByRole('link', { name: 'Sources' }).click()
  await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'GH Archive by the hour' })).toBeVisible()
  const stars = page.getByRole('row', { name: /^Star 1|^Star \D*2 Jul/ }).first()
  const link = stars.getByRole('link', { name: /events$/ })
  const counted = Number(((await link.textContent()) ?? '').replaceAll(',', ''))
  await link.click()
  await expect(page.getByRole('heading', { name: 'Events', level: 1 })).toBeVisible()
  expect(await shownRows(page)).toBe(counted)

  await test.step('as of an earlier day the later limits do not exist', async () => {
    await page.goto(page.url().replace(/#.*/, '#/import?view=sources&as-of=2025-01-01'))
    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible()
    await expect(page.getByRole('row').nth(1)).toContainText('31 Dec 2024')
    await expect(page.getByText('GH Archive since Jun 2025')).toHaveCount(0)
  })
})
