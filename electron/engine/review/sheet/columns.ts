/** Headers of a sheet for review. The last five find the item again and hold the answer; the others are for the person who reads it. */
export const sheetHeaders = {
  kind: 'Kind', name: 'Person or company', real_name: 'Name', bio: 'Bio', location: 'Location', website: 'Website', company_text: 'Company text', provider: 'Provider', proposed: 'To be judged',
  title: 'Title', verdict: 'Verifier says', verdict_confidence: 'Sure', disagreement: 'What disagrees', evidence: 'Evidence', events: 'Events', account: 'Account', said: 'Said before',
  answer: 'Your answer', note: 'Your note', item_key: 'Item', queue: 'Queue', state: 'State',
} as const
export type SheetColumn = keyof typeof sheetHeaders

/** What a blind sheet leaves out: how the item was found and how sure a machine is. */
const told: readonly SheetColumn[] = ['provider', 'title', 'verdict', 'verdict_confidence', 'disagreement', 'evidence', 'events', 'account', 'said']

export const columnsOf = (isBlind: boolean): SheetColumn[] => (Object.keys(sheetHeaders) as SheetColumn[]).filter((column) => !isBlind || !told.includes(column))

export const howTo: readonly string[] = [
  'Each row is one thing to judge: “To be judged” is where the person works, whom a provider says they are, or which account the company is.',
  'Write into “Your answer”: correct, incorrect or unsure. Where the company is right but no account of the CRM: not in the CRM. Leave it empty to skip the row.',
  '“Your note” is kept with the answer. Rows may be sorted and deleted; leave the columns Item, Queue and State as they are.',
  'Send the file back: Review › Sheet › Apply a filled sheet, or bandstand review <workspace> --apply <file> --reviewer <your name>.',
]
