import { inspect } from './inspect.ts'
import { expect, test } from './support.ts'
import { goTo, openSample } from './window.ts'

test('a score model is edited with its effect beside it, saved, compared, tested against wins and put out of force', async ({ page }) => {
  test.setTimeout(600_000)
  await openSample(page)
  await goTo(page, 'Companies')
  await page.getByRole('link', { name: 'Score model' }).click()
  const effect = page.getByTestId('effect')
  await expect(effect).toHaveText('No company changes its band.', { timeout: 60_000 })
  const save = page.getByRole('button', { name: 'Save version…' })
  await expect(save).toBeDisabled()

  await test.step('a weight moves bands before anything is saved; undo and redo by keyboard', async () => {
    await page.getByRole('textbox', { name: 'Weight of Docs view' }).fill('30')
    await expect(effect).toHaveText(/change their band/, { timeout: 30_000 })
    const changed = await effect.textContent()
    await page.keyboard.press('Control+z')
    await expect(effect).toHaveText('No company changes its band.', { timeout: 30_000 })
    await page.keyboard.press('Control+y')
    await expect(effect).toHaveText(changed ?? '', { timeout: 30_000 })
  })

  await test.step('a wrong field says what to write', async () => {
    await page.getByRole('textbox', { name: 'Half-life of Star in days' }).fill('0')
    await expect(page.getByRole('alert')).toContainText('Star, half-life: Write a number of days above 0')
    await expect(save).toBeDisabled()
    await page.getByRole('textbox', { name: 'Half-life of Star in days' }).fill('120')
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  await test.step('the edits stay while another page is looked at', async () => {
    await goTo(page, 'Explore')
    await expect(page.getByTestId('answer')).toBeVisible()
    await page.getByRole('link', { name: /in the score model$/ }).click()
    await expect(page.getByRole('textbox', { name: 'Weight of Docs view' })).toHaveValue('30')
  })

  await inspect(page, 'score-model')

  await test.step('saved as a version it is in force, and runs use it', async () => {
    await page.keyboard.press('Control+s')
    await page.getByRole('textbox', { name: 'Name' }).fill('Docs first')
    await page.getByRole('textbox', { name: 'Note' }).fill('The docs were rewritten')
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Save version', exact: true }).click()
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Docs first/ }) })
    await expect(row).toContainText('in force')
    await expect(row).toContainText('The docs were rewritten')
    await expect(effect).toHaveText('No company changes its band.', { timeout: 60_000 })
  })

  await test.step('two versions are compared and one account taken apart', async () => {
    const compare = page.getByRole('region', { name: 'Compare', exact: true })
    await compare.getByLabel('From', { exact: true }).selectOption('0')
    await compare.getByLabel(/^From: date/).fill('')
    await compare.getByLabel('Order').selectOption('gain')
    await expect(page).toHaveURL(/compare=0%40~in%20force%40~gain/)
    await expect(compare.getByTestId('comparison')).toHaveText(/^[\d,]+ of [\d,]+ scores differ, [1-9]/, { timeout: 60_000 })
    await expect(compare.locator('.effect-stale')).toHaveCount(0)
    await compare.getByRole('row').nth(1).getByRole('button').click()
    await expect(compare.getByRole('rowheader', { name: 'Docs view', exact: true })).toBeVisible({ timeout: 30_000 })
  })
  await expect(page.getByTestId('back-test')).toHaveText(/outscored one that did not in \d+% of pairs/, { timeout: 60_000 })
  await inspect(page, 'score-model-compare', () => page.getByRole('heading', { name: 'Versions', exact: true }).evaluate((heading) => heading.scrollIntoView()))

  await test.step('the version of the method is put in force again', async () => {
    await page.getByRole('button', { name: 'Put Method default in force' }).click()
    await expect(page.getByRole('region', { name: 'Versions', exact: true }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Method default/ }) })).toContainText('in force')
    await expect(page.getByRole('textbox', { name: 'Weight of Docs view' })).toHaveValue('1')
  })
})
