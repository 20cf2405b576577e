import { createHash } from 'node:crypto'
import { normalHeader } from './headers.ts'
import type { Sample } from './importer.ts'

/** What files of one kind of export share: the same headers in any order. */
export const headerSignature = ({ container, names }: Pick<Sample, 'container' | 'names'>): string =>
  createHash('sha256').update(JSON.stringify([container === 'json' ? 'json' : 'table', names.map(normalHeader).sort()])).digest('hex')
