import type { OrganisationAnalysis } from './portfolio.ts'

/**
 * Letters for names, given in the order of the lift of the last stage and not in the order asked, which may follow the alphabet or the size of the customers.
 * Undefined lifts come last. Beyond Z: AA, AB …
 */
export function pseudonymous(all: readonly OrganisationAnalysis[]): OrganisationAnalysis[] {
  const lift = ({ analysis }: OrganisationAnalysis) => analysis.stages.at(-1)?.lift.value ?? Number.NEGATIVE_INFINITY
  const coverage = ({ analysis }: OrganisationAnalysis) => analysis.stages.at(-1)?.coverage.value ?? Number.NEGATIVE_INFINITY
  return [...all].sort((a, b) => lift(b) - lift(a) || coverage(b) - coverage(a)).map(({ analysis }, index) => ({ name: `Organisation ${letters(index)}`, path: null, analysis }))
}

const letters = (index: number): string => `${index >= 26 ? letters(Math.floor(index / 26) - 1) : ''}${String.fromCharCode(65 + (index % 26))}`
