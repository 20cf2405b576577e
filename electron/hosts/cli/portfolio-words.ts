import type { Median, Portfolio, PortfolioStage } from '../../../shared/contract-portfolio.ts'
import { countWords, ratioEstimate, ratioWords, shareEstimate, shareWords } from './figures.ts'
import { alignedTable } from './table.ts'

/** Organisations, then for every stage their lifts and the pooled one. */
export function portfolioWords({ policy, organisations, stages, medians }: Portfolio): string {
  return [
    `${countWords(organisations.length)} ${organisations.length === 1 ? 'organisation' : 'organisations'}, policy ${policy}\n\n`,
    alignedTable(
      ['Organisation', 'As of', 'Accounts', 'Active', 'Hidden (95 %)', 'Hidden multiple', 'High at the bottom (95 %)'],
      [
        ...organisations.map(({ name, asOf, accounts, active, hiddenShare, hiddenMultiple, highAtBottom }) => [name, asOf.slice(0, 10), accounts, active, shareEstimate(hiddenShare), ratioWords(hiddenMultiple), shareEstimate(highAtBottom)]),
        ['Median', '', null, null, medianWords(medians.hiddenShare, shareWords), medianWords(medians.hiddenMultiple, ratioWords), medianWords(medians.highAtBottom, shareWords)],
      ],
    ),
    ...stages.map(stageWords),
  ].join('')
}

const medianWords = ({ value, n }: Median, words: (value: number | null) => string): string => (n === 0 ? '–' : `${words(value)}, n = ${countWords(n)}`)

function stageWords({ label, pooled, organisations, excluded, medians }: PortfolioStage): string {
  const head = `\n${label}: median coverage ${medianWords(medians.coverage, shareWords)}; median Medium or High ${medianWords(medians.intensity, shareWords)}\n`
  if (organisations.length === 0 && excluded.length === 0) return head
  const spread = pooled?.tauSquared == null || pooled.iSquared === null ? 'one organisation: how much they differ is unknown' : `τ² = ${pooled.tauSquared.toFixed(4)}, I² = ${shareWords(pooled.iSquared)}`
  const table = organisations.length === 0 ? '' : alignedTable(
    ['Organisation', 'Active', 'Accounts', 'Lift (95 %)', 'Weight'],
    [
      ...organisations.map(({ organisation, active, accounts, lift, liftCorrected, weight }) => [organisation, active, accounts, `${ratioEstimate(lift)}${liftCorrected ? ' *' : ''}`, shareWords(weight)]),
      ['Pooled', null, null, pooled === null ? '–' : ratioEstimate(pooled.lift), pooled === null ? '' : spread],
    ],
  )
  return [
    head, table,
    ...(organisations.some(({ liftCorrected }) => liftCorrected) ? ['* 0.5 was added to all four cells because one was zero\n'] : []),
    ...excluded.map(({ organisation, reason }) => `Excluded: ${organisation} ${reason}\n`),
  ].join('')
}
