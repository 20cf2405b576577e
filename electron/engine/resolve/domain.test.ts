import { expect, test } from 'vitest'
import { isProfileSite, readDomain } from './domain.ts'

test.each([
  ['acme.com', 'acme.com'],
  ['mail.acme.co.uk', 'acme.co.uk'],
  ['https://www.acme.com.br/contato', 'acme.com.br'],
  [' ACME.DE. ', 'acme.de'],
  ['müller.de', 'xn--mller-kva.de'],
  ['shop.acme.uk.com', 'acme.uk.com'],
  ['www.acme.example', 'acme.example'],
])('%s belongs to the company domain %s', (written, domain) => {
  expect(readDomain(written)).toMatchObject({ domain, kind: 'corporate' })
})

test.each([
  ['gmail.com', 'free'],
  ['yahoo.co.jp', 'free'],
  ['mail.goo.ne.jp', 'free'],
  ['privaterelay.appleid.com', 'free'],
  ['users.noreply.github.com', 'noreply'],
  ['mailinator.com', 'disposable'],
  ['octo.github.io', 'platform'],
  ['acme.notion.site', 'platform'],
  ['octo.substack.com', 'platform'],
  ['linktr.ee', 'platform'],
  ['bucket.s3.amazonaws.com', 'platform'],
  ['mit.edu', 'education'],
  ['cs.ox.ac.uk', 'education'],
  ['student.ethz.ch', 'education'],
  ['uni-bonn.de', 'education'],
  ['localhost', 'invalid'],
  ['macbook.local', 'invalid'],
  ['192.168.0.1', 'invalid'],
  ['', 'invalid'],
])('%s names no employer: %s', (written, kind) => {
  expect(readDomain(written)).toMatchObject({ kind, ...(kind === 'education' ? {} : { labelKey: null }) })
})

test('a domain label is a name unless it is short or generic', () => {
  expect(['acme-health.de', 'société.fr', 'hp.com', 'app.io', 'info.fr', 'ab.co.uk'].map((domain) => readDomain(domain).labelKey))
    .toEqual(['acmehealth', 'societe', null, null, null, null])
})

test('pages on other sites are told from company domains', () => {
  expect(isProfileSite('linkedin.com')).toBe(true)
  expect(isProfileSite('acme.com')).toBe(false)
})
