import { expect, test } from 'vitest'
import { alignedTable } from './table.ts'

test('a cell of any size is cut at 300 columns as a reader counts them; no character is halved', () => {
  const [, , row] = alignedTable(['Name', 'Score'], [['👩‍💻'.repeat(100_000), 1]]).split('\n')
  expect([...(row ?? '').matchAll(/👩‍💻/g)]).toHaveLength(299)
  expect(row).toContain('👩‍💻…')
  expect(alignedTable(['Name'], [['é'.repeat(300)]])).toContain('é'.repeat(300))
  expect(alignedTable(['Name'], [['x'.repeat(301)]])).toContain(`${'x'.repeat(299)}…\n`)
})
