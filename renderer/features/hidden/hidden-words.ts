import type { HiddenCompanies } from '../../../shared/contract-hidden.ts'
import { countOf, formatInteger, formatScore, formatShare } from '../../lib/formats.ts'
import { shareInterval } from '../../lib/interval-words.ts'

const within = (interval: string): string => (interval ? ` (${interval})` : '')

/** The counted figure and, beside it, what missed matches explain of it. */
export function hiddenLead({ hidden: { hidden, inCrm, share, corrected }, undecided }: HiddenCompanies): string {
  const counted = hidden + inCrm === 0
    ? 'No company is active.'
    : `${formatInteger(hidden)} of ${formatInteger(hidden + inCrm)} active companies match no account: ${formatShare(share.value)}${within(shareInterval(share))}.`
  const open = `${countOf(undecided, 'has', 'have')} a nearest account that nobody has decided.`
  const explained = corrected === null
    ? 'What share missed matches explain is not available until a blind sample of account matches has been judged.'
    : `Missed matches explain ${formatShare(corrected.explained.value)}${within(shareInterval(corrected.explained))} of them (${formatScore(corrected.missed.value ?? 0)}, from ${countOf(corrected.labels, 'judgement')}), which leaves ${formatShare(corrected.share.value)}${within(shareInterval(corrected.share))} hidden.`
  return `${counted} ${open} ${explained}`
}
