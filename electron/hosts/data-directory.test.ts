import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataDirectoryFor } from './data-directory.ts'

test.each([
  ['linux', {}, join('/home/ada', '.local', 'share', 'bandstand')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'bandstand')],
  ['linux', { XDG_DATA_HOME: '' }, join('/home/ada', '.local', 'share', 'bandstand')],
  ['darwin', { XDG_DATA_HOME: '/data' }, join('/home/ada', 'Library', 'Application Support', 'Bandstand')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Bandstand')],
  ['win32', {}, join('/home/ada', 'AppData', 'Roaming', 'Bandstand')],
  ['linux', { BANDSTAND_DATA_DIRECTORY: '/chosen', XDG_DATA_HOME: '/data' }, '/chosen'],
] as const)('on %s with %o it is %s', (platform, environment, expected) => {
  expect(dataDirectoryFor(platform, environment, '/home/ada')).toBe(expected)
})
