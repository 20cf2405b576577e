import { canonicalStage, hubspotEntry, tableRecords, type Cells } from './read-accounts.ts'
import { instant } from './read-values.ts'
import type { DealEntry, DealRecord, RelatedRecord } from './records.ts'

const at = (cells: Cells, name: string): number | null => instant(cells.get(name) ?? '') ?? null
const ids = (written: string | null | undefined): string[] => (written ?? '').split(/[;,]/).map((one) => one.trim()).filter((one) => one !== '')
/** The checksum of an id of Salesforce says nothing new. */
const key = (id: string): string => (id.length === 18 ? id.slice(0, 15) : id)

export const readContacts = (content: string, file: number): RelatedRecord[] =>
  tableRecords(content).flatMap(({ cells, row }): RelatedRecord[] => {
    const recordId = cells.get('record id') ?? null
    if (recordId === null) return []
    const entries = [...cells].flatMap(([name, value]) => {
      const stage = hubspotEntry(name)
      const entered = instant(value ?? '')
      return stage === undefined || entered === undefined ? [] : [{ stage: canonicalStage(stage), at: entered }]
    })
    return [{ file, row, recordId, accountIds: ids(cells.get('associated company ids')), company: cells.get('associated company') ?? null, stage: canonicalStage(cells.get('lifecycle stage') ?? null), createdAt: at(cells, 'create date'), entries }]
  })

const open = ['prospecting', 'qualification', 'needs analysis', 'value proposition', 'id. decision makers', 'perception analysis', 'proposal/price quote', 'negotiation/review']

/** What a default stage name of Salesforce means; others mean nothing. */
function meaning(name: string | null | undefined): string {
  const word = (name ?? '').toLowerCase()
  return word === 'closed won' ? 'customer' : word === 'closed lost' ? 'lost' : open.includes(word) ? 'opportunity' : 'unmapped'
}

export const readOpportunities = (content: string, file: number): DealRecord[] =>
  tableRecords(content).flatMap(({ cells, row }): DealRecord[] => {
    const id = cells.get('id') ?? null
    if (id === null) return []
    const [closed, won] = [cells.get('isclosed'), cells.get('iswon')]
    const told = won === 'true' ? 'customer' : closed === 'true' ? 'lost' : closed === 'false' ? 'opportunity' : undefined
    return [{ file, row, recordId: key(id), accountIds: ids(cells.get('accountid')).map(key), company: cells.get('account.name') ?? null, stage: told ?? meaning(cells.get('stagename')), createdAt: at(cells, 'createddate'), closedAt: at(cells, 'closedate'), entries: [] }]
  })

export const readHistory = (content: string): DealEntry[] =>
  tableRecords(content).flatMap(({ cells }): DealEntry[] => {
    const id = cells.get('opportunityid') ?? null
    const entered = at(cells, 'createddate')
    return id === null || entered === null ? [] : [{ recordId: key(id), stage: meaning(cells.get('stagename')), at: entered }]
  })
