import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { erasureEngine } from './erasure.test-support.ts'

/** Begins an erasure and is killed once the copy that is changed is there, once the fresh file is, or once that has taken the place of the old one. */
const [path = '', person = '', point = ''] = process.argv.slice(2)
const { call } = erasureEngine(dirname(path))
await call('workspace.open', { path })
const file = (name: string) => join(`${path}.files`, 'unfinished', name)
let wasFresh = false
setInterval(() => {
  wasFresh ||= existsSync(file('fresh.bandstand'))
  if (point === 'replaced' ? wasFresh && !existsSync(file('fresh.bandstand')) : existsSync(file(point))) process.kill(process.pid, 'SIGKILL')
}, 1)
await call('erasure.erase', { people: person.split(',') })
// The last point may pass between two looks.
process.kill(process.pid, 'SIGKILL')
