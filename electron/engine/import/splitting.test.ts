import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DelimitedParser } from './delimited-parser.ts'
import { sniffDialect } from './dialect.ts'
import { EncodingCheck } from './encoding.ts'
import { distinctHeaders, matchHeaders } from './headers.ts'
import { jsonSplitter } from './json-shapes.ts'
import { JsonCutError, type JsonShape } from './json-splitter.ts'
import { stageOf } from './stage-names.ts'

/** The text in pieces of the given lengths, the rest in one. */
function pieces(text: string, lengths: readonly number[]): string[] {
  const parts: string[] = []
  let at = 0
  for (const length of lengths) {
    parts.push(text.slice(at, at + length))
    at += length
  }
  return [...parts, text.slice(at)]
}
const lengths = fc.array(fc.nat(7), { maxLength: 30 })

const parsed = (delimiter: string, parts: readonly string[]) => {
  const parser = new DelimitedParser(delimiter)
  return [...parts.flatMap((part) => parser.push(part)), ...parser.end()]
}

test('a delimited text gives the same records however it arrives', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' '), maxLength: 40 }), lengths, (text, cuts) => {
      expect(parsed(',', pieces(text, cuts))).toEqual(parsed(',', [text]))
    }),
  )
})

test('quoted cells keep delimiters, quotes and line ends; lines are physical lines', () => {
  expect(parsed(';', ['a;b\r\n"x;""y""\n\nz";2\r\n\r\n3;"4"x\n5;6'])).toEqual([
    { line: 1, raw: 'a;b', cells: ['a', 'b'] },
    { line: 2, raw: '"x;""y""\n\nz";2', cells: ['x;"y"\n\nz', '2'] },
    { line: 6, raw: '3;"4"x', cells: ['3', '4'], problem: 'Text follows a closing quote.' },
    { line: 7, raw: '5;6', cells: ['5', '6'] },
  ])
})

const split = (shape: JsonShape, parts: readonly string[]) => {
  const splitter = jsonSplitter(shape)
  return [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()]
}

test('JSON values are found however the text arrives and whatever they hold', () => {
  const value = fc.dictionary(fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', '\n', 'é') }), fc.oneof(fc.string({ unit: fc.constantFrom('"', '\\', '}', '[', '\n') }), fc.nat(), fc.array(fc.nat()), fc.constant(null)))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.constantFrom(0, 2), lengths, (list, indent, cuts) => {
      const values = (parts: readonly string[]) => split('values', parts).map(({ raw }) => JSON.parse(raw) as unknown)
      expect(values(pieces(JSON.stringify(list, null, indent), cuts))).toEqual(list)
      expect(values(pieces(list.map((one) => JSON.stringify(one, null, indent)).join('\n'), cuts))).toEqual(list)
      expect(split('lines', pieces(list.map((one) => JSON.stringify(one)).join('\n\n'), cuts)).map(({ raw, line }) => [JSON.parse(raw) as unknown, line])).toEqual(list.map((one, index) => [one, 2 * index + 1]))
    }),
  )
})

test.each(['[{"a":1},{"a"', '[{"a":1}', '{"a":"x', '[1,2'])('%s is cut off', (text) => {
  expect(() => split('values', [text])).toThrow(JsonCutError)
})

test.each([
  ['a,b;c\n1,2;3\n4,5;6\n', ',', ['a', 'b;c']],
  ['a;b\n"1,5";"2,5"\n"3,5";4\n', ';', ['a', 'b']],
  ['a\tb\tc\n1,1\t2\t3\n', '\t', ['a', 'b', 'c']],
  ['a|b\n1|2\n', '|', ['a', 'b']],
  ['sep=|\r\na,x|b\r\n1|2\r\n', '|', ['a,x', 'b']],
  ['name\nAcme\n', ',', ['name']],
])('the dialect of %j', (text, delimiter, headers) => {
  expect(sniffDialect(text, true)).toMatchObject({ delimiter, headers })
})

const verdict = (...chunks: Buffer[]) => {
  const check = new EncodingCheck()
  for (const chunk of chunks) check.push(chunk)
  return check.verdict(true)
}

test('encodings: UTF-8 across chunks, Windows-1252, UTF-16 without a mark, UTF-8 with damage', () => {
  const text = Buffer.from('Zoë '.repeat(40) + '漢字 😀')
  for (let cut = 0; cut < text.length; cut += 7) expect(verdict(text.subarray(0, cut), text.subarray(cut))).toEqual({ encoding: 'utf-8', damaged: false })
  expect(verdict(Buffer.from('M\xfcller; Stra\xdfe', 'latin1'))).toEqual({ encoding: 'windows-1252', damaged: false })
  expect(verdict(Buffer.from('Record ID\tName', 'utf16le'))).toEqual({ encoding: 'utf-16le', damaged: false })
  expect(verdict(Buffer.concat([text, Buffer.from([0xfc])]))).toEqual({ encoding: 'utf-8', damaged: true })
})

test('headers are compared without case, marks and spacing, and made distinct', () => {
  expect(matchHeaders(['\uFEFF Record  ID* ', 'E–Mail'], { id: ['record id'], email: ['email', 'e-mail'], none: ['x'] })).toEqual(new Map([['id', '\uFEFF Record  ID* '], ['email', 'E–Mail']]))
  expect(distinctHeaders(['Phone', 'phone', '', 'PHONE'])).toEqual(['Phone', 'phone (2)', 'Column 3', 'PHONE (3)'])
})

test.each([
  ['Marketing Qualified Lead', 'lead'], ['salesqualifiedlead', 'lead'], [' Closed  Won ', 'customer'], ['Negotiation/Review', 'opportunity'], ['Open', 'opportunity'],
  ['closedlost', 'lost'], ['evangelist', 'customer'], ['other', 'unmapped'], ['94710382', 'unmapped'], ['', 'unmapped'], [null, 'unmapped'],
] as const)('the stage of %s is %s', (raw, stage) => {
  expect(stageOf(raw)).toBe(stage)
})
