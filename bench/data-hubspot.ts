import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'

export const hubspotHeaders: readonly string[] = [
  'Record ID', 'Company name', 'Company Domain Name', 'Additional Domains', 'Company owner', 'Lifecycle Stage', 'Create Date', 'Industry',
  'Number of Employees', 'Country/Region', 'Became a Lead Date', 'Became an Opportunity Date', 'Annual Revenue', 'City', 'Website URL',
  'Last Activity Date', 'Phone Number', 'Description', 'Associated Contact IDs', 'Lead Status',
]
const stages = ['Lead', 'Lead', 'Lead', 'Marketing Qualified Lead', 'Sales Qualified Lead', 'Opportunity', 'Customer', '']
const industries = ['COMPUTER_SOFTWARE', 'BANKING', 'RETAIL', 'HOSPITAL_HEALTH_CARE', 'AUTOMOTIVE']
const countries = ['Germany', 'United States', 'France', 'Japan', 'Brazil', 'India']

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T // a list here is never empty
const day = (seed: number) => `202${2 + (seed % 4)}-${String(1 + (seed % 12)).padStart(2, '0')}-${String(1 + (seed % 28)).padStart(2, '0')} 1${seed % 10}:3${seed % 7}`

/** The cells of one company, deterministic. */
export function hubspotRow(row: number): string[] {
  const seed = (row * 2654435761) >>> 0
  const name = `company ${seed.toString(36)}`
  return [
    String(9_000_000_000 + row), row % 9 === 0 ? `${name}, Inc. "Labs"` : name, `${name.replace(' ', '-')}.com`, row % 11 === 0 ? `${seed.toString(36)}.io;${seed.toString(36)}.dev` : '',
    `Owner ${seed % 40}`, pick(stages, seed), day(seed), pick(industries, seed >>> 3), String(seed % 20_000), pick(countries, seed >>> 5), day(seed >>> 1),
    seed % 5 === 0 ? day(seed >>> 2) : '', String(seed % 90_000_000), `City ${seed % 900}`, `https://www.${name.replace(' ', '-')}.com/`, day(seed >>> 4), `+49 30 ${seed % 10_000_000}`,
    `Makes things, number ${seed % 5_000}; also ${row % 50 === 0 ? 'over\ntwo lines' : 'on one line'}`, `${seed % 7_000_000};${(seed >>> 1) % 7_000_000}`, seed % 3 === 0 ? 'OPEN' : 'IN_PROGRESS',
  ]
}

const line = (row: number): string => `"${hubspotRow(row).map((cell) => cell.replaceAll('"', '""')).join('","')}"\n`

const contactHeaders = [
  'Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Primary Associated Company ID', 'Associated Company', 'Lifecycle Stage', 'Lead Status',
  'Marketing contact status', 'Job Title', 'Create Date', 'Last Activity Date', 'Opted out of all email', 'City', 'Country/Region', 'Became a Lead Date', 'Became a Customer Date', 'Website URL',
]

function contactLine(row: number): string {
  const seed = (row * 2654435761) >>> 0
  const name = seed.toString(36)
  const cells = [
    String(9_000_000_000 + row), `First${seed % 700}`, row % 9 === 0 ? `O""${name}` : `Last${name}`, `${name}@${(seed % 90_000).toString(36)}.com`, `+49 30 ${seed % 10_000_000}`, `Owner ${seed % 40}`,
    `${seed % 7_000_000}${row % 11 === 0 ? `;${(seed >>> 1) % 7_000_000}` : ''}`, `Company ${(seed % 90_000).toString(36)}`, pick(stages, seed), seed % 3 === 0 ? 'OPEN' : 'IN_PROGRESS',
    seed % 4 === 0 ? 'Marketing contact' : 'Non-marketing contact', `Engineer ${seed % 300}`, day(seed), day(seed >>> 4), seed % 50 === 0 ? 'true' : 'false', `City ${seed % 900}`,
    pick(countries, seed >>> 5), day(seed >>> 1), seed % 7 === 0 ? day(seed >>> 2) : '', `https://www.${name}.com/`,
  ]
  return `"${cells.join('","')}"\n`
}

/** Writes a HubSpot company export of `rows` × 20 cells; the file is deterministic. */
export const writeHubspotCompanies = (path: string, rows: number): Promise<void> => write(path, rows, { headers: hubspotHeaders, line })

/** Writes a HubSpot contact export of `rows` × 20 cells; the file is deterministic. */
export const writeHubspotContacts = (path: string, rows: number): Promise<void> => write(path, rows, { headers: contactHeaders, line: contactLine })

interface Export {
  headers: readonly string[]
  line: (row: number) => string
}

async function write(path: string, rows: number, table: Export): Promise<void> {
  const out = createWriteStream(path)
  out.write(`\uFEFF"${table.headers.join('","')}"\n`)
  for (let row = 0; row < rows; ) {
    const lines: string[] = []
    for (const end = Math.min(rows, row + 5_000); row < end; row++) lines.push(table.line(row))
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}
