import { test as base, expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWebHost, type WebHost } from '../electron/hosts/web.ts'

/** The workbench under test: a loopback host of its own, with an empty data directory. */
export interface App {
  host: WebHost
  origin: string
  dataDirectory: string
  /** A journey that provokes an error of the page says here what it reads like. */
  expectedErrors: RegExp[]
}

interface Fixtures {
  app: App
  /** Opened on the launch link. At the end: no request left the app, and the page reported no error. */
  page: Page
}

export const test = base.extend<Fixtures>({
  // Playwright reads the first parameter's pattern to learn what the fixture needs.
  app: async ({}, use) => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'bandstand-journey-'))
    const host = await startWebHost({ dataDirectory, open: false })
    await use({ host, origin: host.origin, dataDirectory, expectedErrors: [] })
    await host.close()
    await rm(dataDirectory, { recursive: true, force: true })
  },
  page: async ({ app, page }, use) => {
    const foreign: string[] = []
    const errors: string[] = []
    const note = (url: string) => {
      if (!isOwn(url, app.host.port)) foreign.push(url)
    }
    page.on('request', (request) => note(request.url()))
    page.on('websocket', (socket) => note(socket.url()))
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await page.goto(app.host.newLink())
    await use(page)
    expect(foreign, 'requests that left the app').toEqual([])
    expect(errors.filter((error) => !app.expectedErrors.some((expected) => expected.test(error))), 'errors in the page').toEqual([])
  },
})

/** `blob:` and `data:` never leave the page. */
function isOwn(url: string, port: number): boolean {
  const { protocol, host } = new URL(url)
  return protocol === 'blob:' || protocol === 'data:' || (['http:', 'ws:'].includes(protocol) && host === `127.0.0.1:${port}`)
}

export { expect }
