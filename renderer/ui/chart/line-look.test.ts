import { expect, it } from 'vitest'
import { lineLook } from './line-look.ts'

it.each([2, 3, 4, 6, 9])('%i lines differ in dash, or in a colour beside the same dash', (count) => {
  const looks = Array.from({ length: count }, (_, index) => lineLook(index, count))
  expect(new Set(looks.map(({ token, dash }) => `${token} ${dash}`)).size).toBe(count)
  if (count <= 3) expect(new Set(looks.map(({ dash }) => dash)).size).toBe(count)
  expect(looks.at(count <= 3 ? -1 : 2)?.token).toBe('high')
})
