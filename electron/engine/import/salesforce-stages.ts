import { isAmong } from './expressions.ts'

/** What Salesforce calls the stages of an opportunity by default. Only these words are read: a name of one's own says nothing about won or lost. */
const names = {
  opportunity: ['prospecting', 'qualification', 'needs analysis', 'value proposition', 'id. decision makers', 'perception analysis', 'proposal/price quote', 'negotiation/review'],
  customer: ['closed won'],
  lost: ['closed lost'],
} as const

/** SQL of the stage that a default stage name means, `unmapped` for any other word, NULL where the word is blank. */
export const defaultStageSql = (word: string): string =>
  `CASE ${Object.entries(names).map(([stage, words]) => `WHEN ${isAmong(`lower(${word})`, words)} THEN '${stage}'`).join(' ')} WHEN ${word} IS NOT NULL THEN 'unmapped' END`

/** SQL that is true where a forecast category says that the opportunity is open. */
export const isOpenForecast = (category: string): string => isAmong(`lower(replace(${category}, ' ', ''))`, ['bestcase', 'commit', 'forecast', 'mostlikely', 'pipeline'])
