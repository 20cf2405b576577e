import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { type App, expect } from './support.ts'

/** First run to an empty workspace of Acme, which opens on Import. */
export async function openNewWorkspace(page: Page, app: App): Promise<void> {
  await page.getByRole('button', { name: /Create a workspace/ }).click()
  await page.getByLabel('Organisation').fill('Acme')
  await page.getByLabel('Workspace file').fill(join(app.dataDirectory, 'acme.bandstand'))
  await page.getByLabel('Own repositories').fill('acme/sdk')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page.getByRole('heading', { name: 'Import', exact: true })).toBeVisible()
}

export interface DroppedFile {
  name: string
  mimeType: string
  buffer: Buffer
}

export const fileOf = (name: string, content: string | Buffer): DroppedFile => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })

export const drop = (page: Page, ...files: DroppedFile[]): Promise<void> => page.getByLabel('Files to import').setInputFiles(files)

/** The card of a chosen file. */
export const cardOf = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

/** Assigns a column on the tab Columns, and waits for the preview that knows it. */
export async function readAs(card: Locator, column: string, field: string): Promise<void> {
  await card.getByLabel(`${column} is read as`).selectOption({ label: field })
  await expect(card.getByLabel(`${column} is read as`).locator('option:checked')).toHaveText(field)
  await expect(card.locator('.tabs[aria-busy="true"]')).toHaveCount(0)
}

export const importCard = (card: Locator): Promise<void> => card.getByRole('button', { name: 'Import', exact: true }).click()
