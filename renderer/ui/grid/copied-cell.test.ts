import { expect, test } from 'vitest'
import { copiedText } from './copied-cell.ts'

const starts = ['=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '\u00a0=', '\ufeff=', '＝', '＋', '－', '＠', '\t', '\n']
const ends = ['1+1', 'cmd|\' /C calc\'!A0', 'HYPERLINK("http://evil.example")', 'SUM(1)', 'IMPORTXML("x")', 'WEBSERVICE("x")', 'DDE("cmd")', '"q"', 'a;b\tc', "'@SUM(1)"]

test('160 cells that a spreadsheet would run are disarmed on the clipboard; other text and numbers are copied as they are', () => {
  const cells = starts.flatMap((start) => ends.map((end) => start + end))
  expect(cells).toHaveLength(160)
  for (const cell of cells) expect(copiedText(cell)).toBe(`'${cell}`)
  expect(copiedText(['=1', 'two'])).toBe("'=1; two")
  expect([copiedText('Acme'), copiedText(-5), copiedText(true), copiedText(null), copiedText(undefined)]).toEqual(['Acme', '-5', 'true', '', ''])
})
