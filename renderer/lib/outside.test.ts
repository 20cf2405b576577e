import { expect, test } from 'vitest'
import { outsideAddress } from './outside.ts'

test('only https addresses without credentials are opened', () => {
  expect(outsideAddress('https://example.com/ana')).toBe('https://example.com/ana')
  for (const text of ['http://example.com', 'javascript:alert(1)', 'file:///etc/passwd', 'https://a:b@example.com', 'example.com', '']) expect(outsideAddress(text)).toBeNull()
})
