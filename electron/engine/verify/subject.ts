/** What is known of the person a claim is about, apart from any provider. */
export interface Profile {
  personKey: string
  login: string | null
  name: string | null
  emails: readonly string[]
  company: string | null
  bio: string | null
  location: string | null
  website: string | null
}

/** One answer of a provider. */
export interface Claim {
  claimKey: string
  provider: string
  name: string | null
  title: string | null
  company: string | null
  domain: string | null
  profileUrl: string | null
  location: string | null
  email: string | null
  confidence: number | null
  current: boolean
  endedAt: string | null
}

/** A claim with all that is judged beside it. */
export interface Subject {
  profile: Profile
  claim: Claim
  /** Current claims of other providers about the same person. */
  peers: readonly Claim[]
  /** Former employers by the same provider. */
  history: readonly Claim[]
}

/** What one request to a model is about. */
export interface LlmInput {
  profile: Profile
  claims: Claim[]
  /** Of each claim, everything its verdict depends on. */
  inputKeys: string[]
}

export const verdicts = ['correct', 'incorrect', 'unsure'] as const
export type Verdict = (typeof verdicts)[number]
