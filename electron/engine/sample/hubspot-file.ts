import type { Account } from './companies.ts'
import { asOf, type PlannedStage } from './plan.ts'
import type { Random } from '../random.ts'

const headers = [
  'Record ID', 'Company name', 'Company Domain Name', 'Additional Domains', 'Lifecycle Stage', 'Company owner', 'Industry', 'Number of Employees', 'Annual Revenue', 'City',
  'Country/Region', 'Create Date', 'Last Activity Date', 'Became a Lead Date', 'Became an Opportunity Date', 'Became a Customer Date', 'Description',
] as const
type Header = (typeof headers)[number]

const rawStages: Readonly<Record<PlannedStage, readonly (readonly [string, number])[]>> = {
  lead: [['Lead', 60], ['Marketing Qualified Lead', 22], ['Sales Qualified Lead', 10], ['Subscriber', 8]],
  opportunity: [['Opportunity', 1]],
  customer: [['Customer', 12], ['Evangelist', 1]],
  unmapped: [['Other', 10], ['94710382', 6], ['', 8]],
}
const owners = ['Ines Fuentelsol', 'Caleb Hargrave', 'Mareike Löwenich', 'Temitope Nwaforie', '']
const descriptions = [
  '', '', '', 'Met at the autumn meetup; call back in Q3.', 'Runs everything on two clusters.\nMigration planned "soon".\n\nSee notes of 12 March.', 'Uses a competitor, contract ends in spring; price matters.',
  'Größeres Team in München; Ansprechpartner wechselt häufig.',
]

const day = 86_400_000

/** A HubSpot companies export as it leaves the browser: byte order mark, labels as headers, CRLF, everything quoted, and rows somebody edited by hand. */
export function hubspotFile(random: Random, accounts: readonly Account[]): string {
  const ids = recordIds(random)
  const lines = accounts.flatMap((account) => {
    const row = accountRow(random, account, ids())
    // An export joined from two pages holds some records twice; the later line is the current one.
    return random.chance(0.012) ? [csvLine({ ...row, 'Company owner': 'Former Owner' }), csvLine(row)] : [csvLine(row)]
  })
  for (const [index, ragged] of raggedLines(ids).entries()) lines.splice(140 + index * 310, 0, ragged)
  return `\uFEFF${[headers.map(quoted).join(','), ...lines].join('\r\n')}\r\n`
}

function recordIds(random: Random): () => string {
  let last = 9_876_500_000
  return () => String((last += random.integer(7, 4000)))
}

function accountRow(random: Random, { company, stage, copy }: Account, id: string): Record<Header, string> {
  const created = Date.parse(asOf) - random.integer(30, 1100) * day - random.integer(0, 80_000) * 1000
  const dates = stageDates(random, stage, created)
  return {
    'Record ID': id,
    'Company name': copy ? company.legalName.toUpperCase() : writtenName(random, company),
    'Company Domain Name': company.record === 'name_only' ? '' : writtenDomain(random, company.domain),
    'Additional Domains': company.record === 'two_domains' && !copy ? company.furtherDomain : '',
    'Lifecycle Stage': random.weighted(rawStages[stage]),
    'Company owner': random.pick(owners),
    Industry: company.industry.toUpperCase(),
    'Number of Employees': random.chance(0.7) ? String(random.pick([8, 25, 60, 140, 420, 1200, 5800])) : '',
    'Annual Revenue': random.chance(0.4) ? String(random.integer(1, 900) * 100_000) : '',
    City: company.city,
    'Country/Region': company.country,
    'Create Date': stamp(created),
    'Last Activity Date': random.chance(0.5) ? stamp(created + random.next() * (Date.parse(asOf) - created)) : '',
    ...dates,
    Description: random.pick(descriptions),
  }
}

/** Two records in three say when they entered their stages; entries never decrease along the funnel. */
function stageDates(random: Random, stage: PlannedStage, created: number): Pick<Record<Header, string>, 'Became a Lead Date' | 'Became an Opportunity Date' | 'Became a Customer Date'> {
  const depth = random.chance(0.66) ? { lead: 1, opportunity: 2, customer: 3, unmapped: 0 }[stage] : 0
  const left = Date.parse(asOf) - day - created
  const entries = Array.from({ length: depth }, () => created + random.next() * left).sort((a, b) => a - b)
  const entered = (index: number): string => (entries[index] === undefined ? '' : stamp(entries[index]))
  return { 'Became a Lead Date': entered(0), 'Became an Opportunity Date': entered(1), 'Became a Customer Date': entered(2) }
}

function writtenName(random: Random, { name, legalName }: { name: string; legalName: string }): string {
  const comma = /^(.+) (Inc\.?|LLC|Ltd)$/.exec(legalName)
  return random.weighted([
    [name, 40], [legalName, 40], [comma ? `${comma[1] ?? name}, ${comma[2] ?? ''}` : legalName, 12], [name.toUpperCase(), 4], [` ${name}  `, 4],
  ] as const)
}

const writtenDomain = (random: Random, domain: string): string =>
  random.weighted([[domain, 86], [`www.${domain}`, 5], [`https://www.${domain}/`, 4], [domain.toUpperCase(), 3], [` ${domain}`, 2]] as const)

/** Lines no reader can trust: too few cells, too many, an unquoted comma in a name. */
const raggedLines = (id: () => string): string[] => [
  `${quoted(id())},"Cut Off Midway"`,
  `${id()},Unquoted, Comma and Sons, Ltd,unquoted-comma.example,,Lead,,SOFTWARE,12,,Leeds,United Kingdom,2025-01-09 10:12,,,,,Asked twice.`,
  `${quoted(id())},"Three Cells Only","three-cells.example"`,
]

/** `YYYY-MM-DD HH:mm`, as HubSpot writes it. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

const csvLine = (row: Record<Header, string>): string => headers.map((header) => quoted(row[header])).join(',')
