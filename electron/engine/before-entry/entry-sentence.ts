import { leastCases, type StageEntries } from '../../../shared/contract-before-entry.ts'

const count = (value: number): string => value.toLocaleString('en')
const accounts = (value: number): string => `${count(value)} ${value === 1 ? 'account' : 'accounts'}`
const ratio = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

/** What the figures of a stage say in one or two sentences; an interval around 1 is no finding. */
export function entrySentence({ label, preceding, cases, figures }: Omit<StageEntries, 'sentence'>): string {
  if (figures === null) return `${cases === 0 ? 'No account' : `Only ${accounts(cases)}`} entered ${label} at a known time; fewer than ${leastCases} say nothing.`
  const { value, low, high } = figures.oddsRatio
  if (value === null || low === null || high === null) return `Of ${accounts(cases)} that entered ${label}, none differs in activity from those still at ${preceding.label} in a way that gives an odds ratio.`
  const interval = `95% ${ratio(low)}–${ratio(high)}`
  const lead = leadWords(figures.leadTime)
  if (low > 1) return `The day before entering ${label} the odds of being active were ${ratio(value)} times those of accounts still at ${preceding.label} (${interval}): activity came first.${lead}`
  if (high < 1) return `The day before entering ${label} the odds of being active were only ${ratio(value)} times those of accounts still at ${preceding.label} (${interval}): those that moved on were the quieter ones.${lead}`
  return `The day before entering ${label}, accounts were neither surely more nor surely less active than those still at ${preceding.label} (odds ratio ${ratio(value)}, ${interval}): activity does not tell who moves on.${lead}`
}

function leadWords({ medianDays, before, after }: NonNullable<StageEntries['figures']>['leadTime']): string {
  if (medianDays === null) return ''
  const days = Math.round(Math.abs(medianDays))
  return ` The first Surge of ${accounts(before + after)} that had one lay ${count(days)} ${days === 1 ? 'day' : 'days'} ${medianDays >= 0 ? 'before' : 'after'} the entry in the median.`
}
