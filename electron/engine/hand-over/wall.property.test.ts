import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { audiences, handOverFormats } from '../../../shared/contract-hand-over.ts'
import { type ContactRow, knownTitles, type PersonRow, personasWorld } from '../personas/personas.test-support.ts'
import type { HandOverColumn } from './columns.ts'
import { cellsOf } from './read-file.test-support.ts'
import { writeExport } from './write-export.ts'

vi.setConfig({ testTimeout: 120_000 })
const signal = new AbortController().signal
const titles = Object.keys(knownTitles)

interface World {
  contacts: ContactRow[]
  people: PersonRow[]
}

/** Few addresses, logins and profiles for many, so that people and contacts are often one human. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    contacts: fc.array(fc.record({ email: fc.option(fc.nat(80)), linkedin: fc.option(fc.nat(80)), github: fc.option(fc.nat(60)), title: fc.option(fc.constantFrom(...titles)), lead: fc.boolean() }), { minLength: 10, maxLength: 40 }),
    people: fc.uniqueArray(fc.record({ login: fc.nat(60), email: fc.option(fc.nat(80)) }), { selector: ({ login }) => login, maxLength: 15 }),
  })
  .map(({ contacts, people }) => ({
    contacts: contacts.map(({ email, linkedin, github, title, lead }, index) => ({
      record_id: `r${index}`, name: `Contact no ${index}`, company: 'Acme', stage: lead ? 'Lead' : 'Customer', title: title ?? undefined, email: email === null ? undefined : `m${email}@acme.example`,
      linkedin: linkedin === null ? undefined : `https://www.linkedin.com/in/profile-${linkedin}`, github: github === null ? undefined : `login-${github}`,
    })),
    people: people.map(({ login, email }) => ({ login: `login-${login}`, email: email === null ? undefined : `m${email}@acme.example` })),
  }))

/** Whatever names a human of the user database: computed without the engine. Two are one human where they share a name that a contact holds. */
function userNames({ contacts, people }: World): Set<string> {
  const members = [
    ...contacts.map((contact) => ({ contact, names: [contact.name, contact.email, contact.linkedin, contact.github].flatMap((name) => name ?? []) })),
    ...people.map((person) => ({ contact: null, names: [person.login, ...(person.email ?? '').split(',').filter(Boolean)] })),
  ]
  const held = new Set(members.flatMap(({ contact, names }) => (contact === null ? [] : names)))
  const groups: { members: typeof members; names: Set<string> }[] = []
  for (const member of members) {
    const touching = groups.filter(({ names }) => member.names.some((name) => held.has(name) && names.has(name)))
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push({ members: [member, ...touching.flatMap((group) => group.members)], names: new Set([...member.names, ...touching.flatMap(({ names }) => [...names])]) })
  }
  const isUser = ({ members: all }: (typeof groups)[number]): boolean => {
    const stated = all.flatMap(({ contact }) => contact?.title ?? [])
    return stated.some((title) => knownTitles[title] === 'developer') || (stated.length === 0 && all.some(({ contact }) => contact === null))
  }
  return new Set(groups.filter(isUser).flatMap(({ names }) => [...names]))
}

const columns: readonly HandOverColumn[] = [
  { name: 'name', header: 'Name', personal: 'name' }, { name: 'address', header: 'Address' }, { name: 'title', header: 'Title', personal: 'title' }, { name: 'profile', header: 'Profile' }, { name: 'login', header: 'Login', personal: 'login' },
  { name: 'note', header: 'Note' },
]
const everybody = `
  SELECT NULL::INTEGER AS person_id, record_id AS contact_record_id, NULL::VARCHAR AS email, name, email AS address, title, linkedin AS profile, extra->>'github' AS login, 'wrote to ' || email AS note, stage FROM crm.current_contacts
  UNION ALL SELECT person_id, NULL, email, login, NULL, NULL, NULL, login, NULL, 'lead' FROM dev.people`
/** Rows about nobody, with somebody in their texts only. */
const mentions = `
  SELECT NULL::INTEGER AS person_id, NULL::VARCHAR AS contact_record_id, NULL::VARCHAR AS email, NULL AS name, NULL AS address, NULL AS title, NULL AS profile, NULL AS login, 'ask ' || coalesce(email, linkedin) || ', then call' AS note, stage FROM crm.current_contacts`
const filters = ['true', 'title IS NULL', `stage = 'lead'`, `name LIKE '%1%'`, `contact_record_id IS NULL`, 'false']

const exportsOf = fc.record({
  sql: fc.constantFrom(everybody, mentions).chain((sql) => fc.constantFrom(...filters).map((filter) => `SELECT * FROM (${sql}) WHERE ${filter} ORDER BY name DESC`)),
  shown: fc.subarray([...columns], { minLength: 1 }), format: fc.constantFrom(...handOverFormats), audience: fc.constantFrom(...audiences, 'sales' as const, 'sales' as const),
})

test('no file for sales holds anybody of the user database, whatever is filtered and shown; and everybody else stays', async () => {
  let [withheld, kept] = [0, 0]
  await fc.assert(
    fc.asyncProperty(worlds, fc.array(exportsOf, { minLength: 12, maxLength: 12 }), async (world, exports) => {
      const session = await personasWorld(world.contacts, world.people)
      try {
        const users = userNames(world)
        for (const { sql, shown, format, audience } of exports) {
          const request = { kind: 'random', audience, format, columns: shown, source: { sql, values: {} }, pseudonymised: false, dataDirectory: session.folder }
          const made = await writeExport(session.opened, request, signal)
          const cells = await cellsOf(made.path, session.opened.scratch)
          const words = new Set(cells.flatMap((cell) => [cell, ...cell.split(/[\s,]+/)]))
          const leaked = [...users].filter((name) => words.has(name))
          if (audience === 'sales') expect(leaked).toEqual([])
          else expect(made.withheld).toBe(0)
          const all = await session.opened.reader.runAndReadAll(`SELECT name, address, note, profile, login, email FROM (${sql})`)
          const free = all.getRows().filter((row) => !row.some((cell) => typeof cell === 'string' && [cell, ...cell.split(/[\s,]+/)].some((word) => users.has(word))))
          if (audience === 'sales') expect(made.rows).toBe(free.length)
          withheld += made.withheld
          kept += made.rows
          if (format !== 'xlsx') expect((await readFile(made.path, 'utf8')).includes('�')).toBe(false)
        }
      } finally {
        await session.dispose()
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
  expect(withheld).toBeGreaterThan(20)
  expect(kept).toBeGreaterThan(20)
})
