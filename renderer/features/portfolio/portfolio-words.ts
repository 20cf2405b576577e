import type { Median, PortfolioStage } from '../../../shared/contract-portfolio.ts'
import { countOf, formatPerOne, formatRatio, formatShare, undefinedMark } from '../../lib/formats.ts'
import { ratioInterval } from '../../lib/interval-words.ts'
import { manyOf, sentenceCase } from '../../lib/stage-words.ts'

/** How lifts of several organisations are spread, in words: Higgins et al. 2003 call I² of 25, 50 and 75 % low, moderate and high. */
export function spreadWords(iSquared: number | null): string {
  if (iSquared === null) return 'with one organisation nobody can say how much organisations differ'
  if (iSquared === 0) return 'organisations differ no more than chance would make them'
  const degree = iSquared < 0.25 ? 'little' : iSquared < 0.5 ? 'somewhat' : iSquared < 0.75 ? 'clearly' : 'strongly'
  return `${formatShare(iSquared)} of the spread between organisations is more than chance: they ${degree === 'little' ? 'differ little' : `differ ${degree}`}`
}

/** The answer of one stage. */
export function pooledSentence({ label, pooled, organisations }: PortfolioStage, baseline: string): string {
  const { value } = pooled?.lift ?? { value: null }
  if (pooled === null || value === null) return `No organisation has both ${manyOf(baseline)} and ${manyOf(label)}, so nothing can be pooled.`
  const over = organisations.length === 1 ? 'In the one organisation that has both' : `Over ${countOf(organisations.length, 'organisation')}`
  return `${over}, ${manyOf(label)} are ${formatRatio(value)} as likely as ${manyOf(baseline)} to be active (${ratioInterval(pooled.lift)}); ${spreadWords(pooled.iSquared)}.`
}

/** A hidden multiple, often far below one: never 0.00×, which would read as none. */
export const multipleWords = (value: number | null): string => (value === null ? undefinedMark : `${formatPerOne(value)}×`)

export const medianWords = ({ value, n }: Median, format: (value: number | null) => string): string => (n === 0 ? undefinedMark : `${format(value)}, n = ${n}`)

export const excludedSentence = (excluded: PortfolioStage['excluded']): string =>
  excluded.length === 0 ? '' : `Left out: ${excluded.map(({ organisation, reason }) => `${organisation} ${reason}`).join('; ')}.`

export const titleOf = (stage: PortfolioStage): string => `Lift of ${manyOf(stage.label)} by organisation`
export const medianCoverageSentence = ({ label, medians: { coverage } }: PortfolioStage): string =>
  coverage.n === 0 ? '' : `${sentenceCase(manyOf(label))}: median coverage ${formatShare(coverage.value)} over ${countOf(coverage.n, 'organisation')}.`
