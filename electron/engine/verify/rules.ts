import model from '../../../resources/models/verify-rules.json' with { type: 'json' }
import { isPlaceholder } from './employers.ts'
import { featureNames, featuresOf, type FeatureName, type Features } from './features.ts'
import { handleKey } from './names.ts'
import { nameKey } from '../resolve/name-key.ts'
import type { Subject, Verdict } from './subject.ts'

export interface RulesModel {
  bias: number
  weights: Readonly<Record<FeatureName, number>>
  /** From this probability a claim is accepted; up to `rejectAt` it is rejected; between them it is passed on. */
  acceptAt: number
  rejectAt: number
}

export interface Judgement {
  verdict: Verdict
  /** How sure the verdict is; of `unsure`, the probability that the claim is correct. */
  confidence: number
  /** The probability that the claim is correct. */
  probability: number
  reason: string
  /** A veto outranks every other verifier. */
  veto: boolean
  features: Features
}

export const rulesVersion: string = model.version
export const rulesModel: RulesModel = model

export const probabilityOf = ({ bias, weights }: Pick<RulesModel, 'bias' | 'weights'>, features: Features): number =>
  1 / (1 + Math.exp(-featureNames.reduce((sum, name) => sum + weights[name] * features[name], bias)))

/** Why no verifier may accept the claim, or null. */
export function vetoOf({ profile, claim }: Subject, features: Features): string | null {
  if (claim.company === null && claim.domain === null) return 'It names no employer.'
  const company = nameKey(claim.company ?? '')
  if (claim.domain === null && claim.company !== null && isPlaceholder(claim.company)) return `“${claim.company}” is no employer.`
  const own = [profile.name, claim.name, profile.login].flatMap((name) => (name === null ? [] : [nameKey(name), handleKey(name)]))
  const isOwnName = company !== '' && own.includes(company) && features.company_same === 0 && features.mail_same === 0
  if (isOwnName) return `The employer “${claim.company ?? ''}” is the person’s own name.`
  if (features.name_different === 1 && features.mail_same === 0 && features.company_same === 0) return `“${claim.name ?? ''}” is not “${profile.name ?? ''}”.`
  return null
}

/** Accepts only what something beside the name confirms: a namesake has the same name. */
const isConfirmed = ({ mail_same, company_same, handle_same, history_same, bio_names_employer, peers_agree, location_same }: Features): boolean =>
  mail_same + company_same + bio_names_employer > 0 || (handle_same > 0 && history_same + peers_agree + location_same > 0)

export function judgeByRules(subject: Subject, rules: RulesModel = rulesModel): Judgement {
  const features = featuresOf(subject)
  const probability = probabilityOf(rules, features)
  const veto = vetoOf(subject, features)
  if (veto !== null) return { verdict: 'incorrect', confidence: Math.max(0.95, 1 - probability), probability: Math.min(probability, 0.05), reason: veto, veto: true, features }
  const decided = { probability, features, veto: false }
  if (probability >= rules.acceptAt && isConfirmed(features)) return { ...decided, verdict: 'correct', confidence: probability, reason: reasonFor(features, 1) }
  if (probability <= rules.rejectAt) return { ...decided, verdict: 'incorrect', confidence: 1 - probability, reason: reasonFor(features, -1) }
  return { ...decided, verdict: 'unsure', confidence: probability, reason: `The rules cannot tell. ${reasonFor(features, 1)} ${reasonFor(features, -1)}`.trim() }
}

const words: Readonly<Record<FeatureName, string>> = {
  name_same: 'same name', name_initials: 'name agrees up to initials', name_partial: 'name agrees in part', name_different: 'another name', handle_same: 'same account name', slug_is_name: 'account spells the name',
  location_same: 'same place', location_differs: 'another country', mail_same: 'work address at this employer', mail_differs: 'work address at another employer', company_same: 'profile states this employer',
  company_differs: 'profile states another employer', history_same: 'stated employer is among the former ones', bio_names_employer: 'biography names this employer', title_technical: 'a technical title', title_foreign: 'an unlikely title',
  peers_agree: 'another provider agrees', peers_differ: 'other providers name another employer', provider_sure: 'the provider is sure', provider_doubts: 'the provider is not sure', ended: 'the employment has ended',
}

/** The three weightiest features on one side, in words. */
function reasonFor(features: Features, side: 1 | -1): string {
  const weighty = featureNames
    .map((name) => ({ name, weight: rulesModel.weights[name] * features[name] * side }))
    .filter(({ weight }) => weight > 0.2)
    .sort((left, right) => right.weight - left.weight)
    .slice(0, 3)
    .map(({ name }) => words[name])
  return weighty.length === 0 ? '' : `${side === 1 ? 'For' : 'Against'}: ${weighty.join(', ')}.`
}
