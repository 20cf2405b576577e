import * as z from 'zod'
import { employerKeys } from './employers.ts'
import { claimId, type PromptInput } from './llm-prompt.ts'
import { nameTokens } from './names.ts'
import { type Claim, type Verdict, verdicts } from './subject.ts'
import { nameKey } from '../resolve/name-key.ts'

const answer = z.strictObject({
  verdicts: z.array(z.strictObject({
    claim: z.string(), verdict: z.enum(verdicts), confidence: z.number().min(0).max(1), reason: z.string().max(2000), evidence: z.array(z.string().max(600)).max(20),
  })),
})

export interface LlmJudgement {
  verdict: Verdict
  confidence: number
  reason: string
  /** Quotes that do occur in the profile. */
  evidence: string[]
}

const unsure = (reason: string): LlmJudgement => ({ verdict: 'unsure', confidence: 0.5, reason, evidence: [] })

/** What a model said, as far as it may count: one judgement for each claim, whatever else the answer holds. */
export function readJudgements(content: string | null, input: PromptInput, claims: readonly Claim[]): LlmJudgement[] {
  if (content === null) return claims.map(() => unsure('The model declined to answer.'))
  const parsed = answer.safeParse(parsedJson(content))
  if (!parsed.success) return claims.map(() => unsure('The model’s answer did not keep to the schema.'))
  return claims.map((claim, index) => {
    const said = parsed.data.verdicts.filter((each) => each.claim === claimId(index))
    const [only] = said
    if (!only || said.length > 1) return unsure(said.length > 1 ? 'The model gave two verdicts on one claim.' : 'The model gave no verdict on this claim.')
    return withEvidence(only, input, claim)
  })
}

interface Said {
  verdict: Verdict
  confidence: number
  reason: string
  evidence: readonly string[]
}

/** Quotes that are not in the profile make the verdict worthless; accepting a claim takes a quote that bears on it. */
function withEvidence({ verdict, confidence, reason, evidence }: Said, { profile }: PromptInput, claim: Claim): LlmJudgement {
  const texts = Object.values(profile).flat()
  const quotes = evidence.map((quote) => quote.trim()).filter((quote) => quote !== '')
  const invented = quotes.find((quote) => quote.length < 2 || !texts.some((text) => text.includes(quote)))
  if (invented !== undefined) return unsure(`The model quoted “${invented.slice(0, 80)}”, which the profile does not say.`)
  if (verdict === 'correct' && !quotes.some((quote) => supports(quote, claim))) return unsure('The model accepted the claim without a quote that bears on it.')
  return { verdict, confidence, reason, evidence: quotes }
}

/** A short quote that names the claimed employer, its domain, or the place; an account or name alone is what a namesake shares. */
function supports(quote: string, claim: Claim): boolean {
  if (quote.length > 160) return false
  const words = nameTokens(quote)
  const key = nameKey(quote)
  const employer = [...employerKeys(claim)].filter((each) => each.length >= 3)
  if (employer.some((each) => words.includes(each) || key === each || quote.toLowerCase().includes(each))) return true
  return nameTokens(claim.location ?? '').some((place) => place.length >= 4 && words.includes(place))
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return undefined
  }
}
