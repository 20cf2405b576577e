import { expect, test } from 'vitest'
import { jsonSplitter } from './json-shapes.ts'
import { beginsPage } from './json-splitter.ts'

const text = [
  '{"total_count":3,"incomplete_results":false,',
  ' "items" : [',
  '  {"a":"]}"},',
  '  {"b":[1,{"c":2}]}',
  ']}',
  '{"message":"wait"} {"items":[],"has_more":true}',
  '{"items":[{"d":4}],"has_more":false,"quota_remaining":12}',
  '{"items":[{"e":5}],"next":{"page":[2]}}',
].join('\n')

const expected = [
  { line: 3, raw: '{"a":"]}"}' },
  { line: 4, raw: '{"b":[1,{"c":2}]}' },
  { line: 6, raw: '{"message":"wait"}' },
  { line: 7, raw: '{"d":4}' },
  // Not how any API ends its answers: kept whole, never guessed at.
  { line: 8, raw: '{"items":[{"e":5}],"next":{"page":[2]}}' },
]

test('the items of pages are the records, at their own lines, wherever the text is cut', () => {
  for (const size of [1, 2, 7, 50, text.length]) {
    const splitter = jsonSplitter('pages')
    const records = []
    for (let at = 0; at < text.length; at += size) records.push(...splitter.push(text.slice(at, at + size)))
    expect([...records, ...splitter.end()]).toEqual(expected)
  }
})

test('only an answer with its items begins a page', () => {
  expect(beginsPage('{"items":[')).toBe(true)
  expect(beginsPage('{"has_more":false,"quota_max":300,"items": [{')).toBe(true)
  for (const other of ['{"id":1,"items":[', '{"items":{"a":1}}', '[{"items":[', '{"total_count":2}']) expect(beginsPage(other)).toBe(false)
})
