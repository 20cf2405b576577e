import { coinCompanies, type CompanyName } from './company-names.ts'
import { plannedBands, plannedCopies, plannedSubjects, type PlannedBand, type PlannedStage } from './plan.ts'
import type { Random } from '../random.ts'

/** A company of the sample: in the CRM at a stage, or hidden from it; `band` is what its activity has to earn. */
export interface Company extends CompanyName {
  readonly stage: PlannedStage | 'hidden'
  readonly band: PlannedBand
  /** How the CRM record names it: by domain, without a domain, or with a second domain beside. */
  readonly record: 'domain' | 'name_only' | 'two_domains'
  /** The second domain of `two_domains`. */
  readonly furtherDomain: string
}

/** One CRM record. Copies are second records of one company, at their own stage. */
export interface Account {
  readonly company: Company
  readonly stage: PlannedStage
  readonly copy: boolean
}

const stages = ['lead', 'opportunity', 'customer', 'unmapped', 'hidden'] as const

export function makeCompanies(random: Random): { companies: Company[]; accounts: Account[] } {
  const cells = stages.flatMap((stage) => plannedBands.map((band) => ({ stage, band, count: plannedSubjects[stage][band] - copiesAt(stage, band) })))
  const names = coinCompanies(random, cells.reduce((sum, cell) => sum + cell.count, 0))
  const companies = cells.flatMap((cell) =>
    names.splice(0, cell.count).map((name): Company => ({ ...name, stage: cell.stage, band: cell.band, record: recordKind(random, cell.stage), furtherDomain: `${name.stem.toLowerCase()}-group.example` })),
  )
  const first = companies.flatMap((company): Account[] => (company.stage === 'hidden' ? [] : [{ company, stage: company.stage, copy: false }]))
  return { companies, accounts: random.shuffle([...first, ...copies(companies)]) }
}

const copiesAt = (stage: PlannedStage | 'hidden', band: PlannedBand): number =>
  plannedCopies.filter((copy) => copy.stage === stage && copy.band === band).reduce((sum, copy) => sum + copy.count, 0)

function copies(companies: readonly Company[]): Account[] {
  return plannedCopies.flatMap((copy) =>
    companies
      .filter((company) => company.stage === copy.of && company.band === copy.band && company.record === 'domain')
      .slice(0, copy.count)
      .map((company): Account => ({ company, stage: copy.stage, copy: true })),
  )
}

const recordKind = (random: Random, stage: PlannedStage | 'hidden'): Company['record'] =>
  stage === 'hidden' ? 'domain' : random.weighted([['domain', 86], ['name_only', 9], ['two_domains', 5]] as const)
