import { registrableDomain } from './domains.ts'
import { parseDelimited } from './delimited-text.ts'
import { instant, text, whole } from './read-values.ts'
import type { AccountRecord } from './records.ts'
import { stageWords } from './word-lists.ts'

const header = (written: string): string => written.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ').replace(/\*+$/, '')

/** Label or internal name → what it holds. */
const columns: Readonly<Record<string, string>> = {
  'record id': 'id', hs_object_id: 'id',
  'company name': 'name', name: 'name',
  'company domain name': 'domain', domain: 'domain',
  'additional domains': 'further', hs_additional_domains: 'further',
  'lifecycle stage': 'stage', lifecyclestage: 'stage',
  'create date': 'created', createdate: 'created',
}

/** `Became an Opportunity Date`, `hs_lifecyclestage_opportunity_date` → `opportunity`. */
const entryStage = (written: string): string | undefined => /^became an? (.+) date$/.exec(written)?.[1] ?? /^hs_lifecyclestage_(.+)_date$/.exec(written)?.[1]

export const canonicalStage = (written: string | null): string => (written === null ? 'unmapped' : (stageWords.rawValues[written.toLowerCase()] ?? 'unmapped'))

/** Records of a HubSpot companies export; lines of another length than the header are no records. */
export function readHubspot(content: string, file: number): AccountRecord[] {
  const [head = [], ...lines] = parseDelimited(content)
  const headers = head.map(header)
  return lines.flatMap((line, index): AccountRecord[] => {
    if (line.length !== headers.length) return []
    const cell = (what: string): string | null => text(line[headers.findIndex((written) => columns[written] === what)])
    const recordId = cell('id')
    if (recordId === null) return []
    const created = cell('created')
    return [
      {
        file,
        row: index + 1,
        recordId,
        name: cell('name'),
        domain: registrableDomain(cell('domain')),
        furtherDomains: (cell('further') ?? '').split(/[;,]/).flatMap((one) => registrableDomain(text(one)) ?? []),
        aliases: [],
        stage: canonicalStage(cell('stage')),
        createdAt: created === null ? null : (instant(created) ?? null),
        entries: headers.flatMap((written, position) => {
          const stage = entryStage(written)
          const at = instant(text(line[position]) ?? '')
          return stage === undefined || at === undefined ? [] : [{ stage: canonicalStage(stage), at }]
        }),
      },
    ]
  })
}

void whole
