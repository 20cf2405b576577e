import { targetListNames, type TargetListName } from '../../../shared/contract-target-lists.ts'
import { countOf } from '../../lib/formats.ts'

interface ListWords {
  label: string
  /** The sentence that answers, for a number of rows. */
  answer: (rows: number) => string
  /** Where there is nobody. */
  empty: string
}

export const listWords: Record<TargetListName, ListWords> = {
  missing: {
    label: 'Missing from the CRM',
    answer: (rows) => `${countOf(rows, 'active company', 'active companies')} of the bands High and Medium ${rows === 1 ? 'has' : 'have'} no account in the CRM.`,
    empty: 'No active company of the bands High and Medium is missing from the CRM.',
  },
  'mid-funnel': {
    label: 'Open opportunities',
    answer: (rows) => `${countOf(rows, 'account has', 'accounts have')} an open opportunity; those whose developer activity rose most in 90 days come first.`,
    empty: 'No account has an open opportunity.',
  },
  outreach: {
    label: 'Outreach window',
    answer: (rows) => `${countOf(rows, 'account or company is', 'accounts and companies are')} in the outreach window: first Surge within the last 28 days, no open opportunity.`,
    empty: 'Nobody is in the outreach window. Choose an earlier date above to see an earlier week.',
  },
  champions: {
    label: 'Champions',
    answer: (rows) => `${countOf(rows, 'person carries', 'people carry')} most of the score of their account: up to three of each.`,
    empty: 'No account has a person with activity.',
  },
}

/** The list a view names; the first where it names none. */
export const listOf = (view: string | null): TargetListName => targetListNames.find((name) => name === view) ?? targetListNames[0]
