import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestSession, testSession } from './session.test-support.ts'
import { outcomeOf } from './writings.test-support.ts'

let session: TestSession
beforeAll(async () => {
  session = await testSession()
})
afterAll(() => session.dispose())

const local = fc.constantFrom('jo', 'Zoë.B', 'a+b', 'x_y')
const address = fc.tuple(local, fc.constantFrom('acme.com', 'Home.NET', 'laptop.local')).map((parts) => parts.join('@'))
const name = fc.constantFrom('Jo Bloggs', 'Ana "ñ", Müller', "O'Neil; Pat", 'A|B')
const line = fc.oneof(
  fc.tuple(name, address, address).map(([proper, one, other]) => `${proper} <${one}> <${other}>`),
  fc.tuple(address, address).map(([one, other]) => `<${one}> <${other}>`),
  fc.tuple(name, address, name, address).map(([proper, one, commit, other]) => `${proper} <${one}> ${commit} <${other}>`),
  fc.tuple(name, address).map(([proper, one]) => `${proper} <${one}>`),
  fc.constantFrom('# a comment', 'Jo without an address', '<jo@acme.com>', 'Jo <jo> <jo@x.co>', ''),
)

const encodings = {
  'UTF-8': (text: string) => Buffer.from(text), 'UTF-8 with a mark': (text: string) => Buffer.from(`\uFEFF${text}`), 'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'Windows-1252': (text: string) => Buffer.from(text, 'latin1'), gzip: (text: string) => gzipSync(text),
}
const spelling = fc.record({ encoding: fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])), newline: fc.constantFrom('\n', '\r\n'), ends: fc.boolean() })

test('a mailmap: any encoding, line end and packing give the same entries, and every line is counted once', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), spelling, async (some, { encoding, newline, ends }) => {
      // Most lines say what the file is.
      const lines = [...Array.from({ length: 30 }, (_, index) => `Jo Bloggs <jo@acme.com> <jo${index}@old.example>`), ...some]
      const plain = await outcomeOf(session, { name: '.mailmap', content: Buffer.from(`${lines.join('\n')}\n`) })
      const text = lines.join(newline) + (ends ? newline : '')
      expect(plain).toMatchObject({ format: 'mailmap', rows: { total: lines.filter((each) => each !== '').length } })
      expect(await outcomeOf(session, { name: '.mailmap', content: encodings[encoding](text) })).toEqual(plain)
    }),
    { numRuns: 15 },
  )
})
