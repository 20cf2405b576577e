import { keptColumn as column } from '../definition.ts'

/** Columns of a scored subject, shared by the datasets that show one. */
export const scoreColumns = [
  column('band', 'band', ['Band', 'High, Medium or Low among the active of this run; None where not active.']),
  column('number', 'score', ['Score', 'Developer activity score as of the chosen instant.']),
  column('text', 'families', ['Families', 'Independent kinds of signal seen in the last 180 days.']),
  column('integer', 'people_30', ['Developers 30 d', 'Distinct people with a counted event in the last 30 days.']),
  column('integer', 'people_90', ['Developers 90 d', 'Distinct people with a counted event in the last 90 days.']),
  column('integer', 'people', ['Developers', 'Distinct people with a counted event at any time.'], { hidden: true }),
  column('integer', 'events', ['Events', 'Counted events at any time up to the chosen instant.']),
  column('instant', 'last_at', ['Last activity', 'Latest counted event.']),
  column('boolean', 'active', ['Active', 'Whether there was a counted event within the active period of the score model, 365 days by default.']),
] as const

export const stageColumn = column('stage', 'stage', ['Stage', 'Funnel stage of the account as of the chosen instant; blank for a company without one.'])
export const subjectKeyColumn = column('text', 'subject_key', ['Subject', 'Identity of the account or company.'], { hidden: true, exact: true })
