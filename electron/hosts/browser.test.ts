import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { browserArguments, browserCandidates, browserFolder, hasDisplay, writeLaunchPage } from './browser.ts'

test('a browser named outright is the only candidate', () => {
  expect(browserCandidates('linux', { BANDSTAND_BROWSER: '/opt/chrome', PATH: '/usr/bin' })).toEqual(['/opt/chrome'])
})

test('on Linux every folder of the path is looked into, Chromium first', () => {
  const candidates = browserCandidates('linux', { PATH: ['/usr/bin', '', '/usr/local/bin'].join(delimiter) })
  expect(candidates.slice(0, 3)).toEqual(['/usr/bin/chromium', '/usr/local/bin/chromium', '/snap/bin/chromium'])
  expect(candidates).toContain('/usr/bin/google-chrome-stable')
  expect(candidates).toContain('/usr/bin/microsoft-edge')
  expect(candidates.every((path) => path.startsWith('/'))).toBe(true)
})

test('on macOS and Windows the usual places are looked into', () => {
  expect(browserCandidates('darwin', { HOME: '/Users/ada' })).toEqual([
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ])
  expect(browserCandidates('win32', { PROGRAMFILES: 'C:\\Program Files' })).toEqual([
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ])
})

test('the sandbox is given up for root only', () => {
  expect(browserArguments('http://x/', '/profile', false)).not.toContain('--no-sandbox')
  expect(browserArguments('http://x/', '/profile', true)).toContain('--no-sandbox')
})

test('on Linux a display has to be named', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('win32', {})).toBe(true)
})

test('a snap keeps its profile where it may write', () => {
  expect(browserFolder('/snap/bin/chromium', '/home/ada/.local/share/bandstand', '/home/ada')).toBe('/home/ada/snap/chromium/common/bandstand')
  expect(browserFolder('/usr/bin/chromium', '/data', '/home/ada')).toBe(join('/data', 'browser'))
})

test('the launch token stands in a private page, not among the arguments of the process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bandstand-browser-'))
  const page = await writeLaunchPage(join(folder, 'browser'), 'http://127.0.0.1:1/#launch=token')
  expect(await readFile(page, 'utf8')).toContain('location.replace("http://127.0.0.1:1/#launch=token")')
  expect((await stat(page)).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'browser'))).mode & 0o777).toBe(0o700)
  await rm(folder, { recursive: true, force: true })
})
