import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

const starts = ['ac', 'bel', 'cor', 'dar', 'el', 'fen', 'gal', 'hal', 'in', 'jor', 'kel', 'lum', 'mar', 'nor', 'ob', 'pal', 'quin', 'ros', 'sol', 'tar', 'ul', 'ver', 'wes', 'xan', 'yor', 'zen']
const middles = ['a', 'ba', 'cti', 'di', 'e', 'fra', 'go', 'li', 'mo', 'na', 'o', 'pri', 'ra', 'so', 'ti', 'vo']
const ends = ['corp', 'dex', 'fly', 'gen', 'hub', 'ix', 'lytics', 'mark', 'net', 'on', 'pay', 'quest', 'ron', 'soft', 'tech', 'via', 'ware', 'wise', 'zon']
const kinds = ['Software', 'Systems', 'Labs', 'Group', 'Technologies', 'Health', 'Bank', 'Energy', 'Logistics', 'Cloud', 'Data', 'Robotics', 'Media', 'Insurance', '', '', '', '']
const forms = ['Inc.', 'GmbH', 'Ltd', 'LLC', 'S.A.', 'AG', '', '', '', '']

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T // a list here is never empty
/** A number that looks like chance, the same on every run. */
const mixed = (seed: number): number => {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35) >>> 0
  return (x ^ (x >>> 16)) >>> 0
}
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

interface Company {
  name: string
  form: string
  domain: string
}

/** The company of a number: 60,000 different first words, a third of them alone. */
export function companyAt(index: number): Company {
  const seed = mixed(index)
  const word = pick(starts, seed) + pick(middles, seed >>> 5) + pick(middles, seed >>> 11) + pick(ends, seed >>> 17)
  const kind = pick(kinds, mixed(seed))
  return { name: [capital(word), kind].filter(Boolean).join(' '), form: pick(forms, seed >>> 3), domain: `${word}${kind.toLowerCase()}.com` }
}

async function write(path: string, head: string, rows: number, line: (row: number) => string): Promise<void> {
  const out = createWriteStream(path)
  out.write(head)
  for (let row = 0; row < rows; ) {
    const lines: string[] = []
    for (const end = Math.min(rows, row + 5_000); row < end; row += 1) lines.push(line(row))
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

export const writeAccounts = (path: string, rows: number): Promise<void> =>
  write(path, 'Record ID,Company name,Company Domain Name,Lifecycle Stage\n', rows, (row) => {
    const { name, form, domain } = companyAt(row)
    return `${1000 + row},"${[name, form].filter(Boolean).join(' ')}",${row % 5 === 0 ? '' : domain},Lead\n`
  })

/** One letter lost or two swapped. */
const misspelt = (name: string, seed: number): string => {
  const at = 1 + (seed % Math.max(1, name.length - 2))
  return seed % 2 === 0 ? name.slice(0, at) + name.slice(at + 1) : name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
}

/** Half of the people work at companies beyond the first `accounts`; a fifth say nothing. */
export const writeProfiles = (path: string, rows: number, accounts: number): Promise<void> =>
  write(path, '', rows, (row) => {
    const seed = mixed(row + 7_000_000)
    const { name, form, domain } = companyAt(seed % (2 * accounts))
    const written = [name, `@${name.replaceAll(' ', '')}`, `${name} ${form}`.trim(), misspelt(name, seed >>> 7), `${name} International`, name.split(' ')[0] ?? name, name, null, null, 'freelance'][(seed >>> 20) % 10]
    const email = seed % 4 === 0 ? `dev${row}@${domain}` : seed % 4 === 1 ? `dev${row}@gmail.com` : null
    return `${JSON.stringify({ login: `dev${row}`, id: 5_000_000 + row, type: 'User', company: written, blog: '', email, created_at: '2015-01-01T00:00:00Z' })}\n`
  })
