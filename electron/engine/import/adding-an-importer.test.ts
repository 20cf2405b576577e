import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, 'formats')
const page = join(import.meta.dirname, '../../../docs/adding-an-importer.md')

test('the page on adding an importer shows the smallest one as it is', async () => {
  const names = (await readdir(folder)).filter((name) => !name.includes('.test'))
  const files = await Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })))
  const smallest = files.reduce((least, file) => (file.text.length < least.text.length ? file : least))
  const text = await readFile(page, 'utf8')
  expect(text).toContain(`formats/${smallest.name}`)
  expect(/```ts\n([^]*?)```/.exec(text)?.[1]).toBe(smallest.text)
})
