import { lifecycleStages } from './lifecycle.ts'
import { bands } from './model.ts'
import { personas } from './persona-rules.ts'

/** What a column that the product writes for a CRM holds. */
type OwnKind = 'number' | 'date' | 'truth' | { readonly choices: readonly string[] }

export interface OwnColumn {
  /** Header in files for HubSpot: the label of the property. */
  readonly label: string
  /** Internal name of the property in HubSpot. */
  readonly property: string
  /** API name of the field in Salesforce, and the header in files for it. */
  readonly api: string
  readonly kind: OwnKind
  readonly description: string
}

const own = (words: string, kind: OwnKind, description: string): OwnColumn => {
  const parts = words.split(' ')
  return {
    label: `Bandstand ${words}`,
    property: `bandstand_${parts.join('_').toLowerCase()}`,
    api: `Bandstand_${parts.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('_')}__c`,
    kind,
    description,
  }
}

const bandChoices = { choices: bands }
/** A CRM takes a blank cell for “leave it”, so that there is a word for having no stage. */
export const noStageWords = { quiet: 'Quiet', 'not enough dated events': 'Not enough events' } as const
const stageChoices = { choices: [...lifecycleStages, ...Object.values(noStageWords)] }
const asOf = own('as of', 'date', 'The day for which these values hold; nothing later counts.')

/** What is said of a company or account. */
export const ownCompanyColumns = {
  score: own('score', 'number', 'Developer activity score, rounded to one decimal.'),
  band: own('band', bandChoices, 'High and Medium are the upper fifth and the upper half of the active companies; None is not active.'),
  lifecycle: own('lifecycle stage', stageChoices, 'Activity lifecycle stage of the developers. Quiet: too old to pioneer and too young to be dormant.'),
  pioneering: own('entered Pioneering', 'date', 'When Pioneering was first entered.'),
  surge: own('entered Surge', 'date', 'When Surge was first entered.'),
  evaluation: own('entered Evaluation', 'date', 'When Evaluation was first entered.'),
  decisioning: own('entered Decisioning', 'date', 'When Decisioning was first entered.'),
  dormant: own('entered Dormant', 'date', 'When Dormant was first entered.'),
  outreach: own('outreach window', 'truth', 'Surge first entered within the last 28 days, and no open opportunity.'),
  developers: own('developers 90 days', 'number', 'Developers with activity in the last 90 days.'),
  lastActivity: own('last activity', 'date', 'Day of the latest developer activity.'),
  asOf,
} as const

/** What is said of a contact and its account. */
export const ownContactColumns = {
  points: own('points', 'number', 'Points that this person adds to the score of the account, rounded to one decimal.'),
  lastActivity: own('last activity', 'date', 'Day of the latest developer activity of this person.'),
  persona: own('persona', { choices: personas }, 'Persona by the rules of the two databases.'),
  accountScore: own('account score', 'number', 'Developer activity score of the account, rounded to one decimal.'),
  accountBand: own('account band', bandChoices, 'Band of the account.'),
  accountLifecycle: own('account lifecycle stage', stageChoices, 'Activity lifecycle stage of the account. Quiet: too old to pioneer and too young to be dormant.'),
  asOf,
} as const

export type OwnCompanyColumn = keyof typeof ownCompanyColumns
export type OwnContactColumn = keyof typeof ownContactColumns
