import * as z from 'zod'
import { call } from './call.ts'
import { reviewClaim, type ReviewClaim } from './contract-review-item.ts'
import { decision } from './decision.ts'
import { asOf, explanation, instant, policy } from './model.ts'
import { persona } from './persona-rules.ts'

const request = z.object({ asOf: asOf.optional(), policy: policy.default('reliable') })
const fact = z.object({ label: z.string(), value: z.string() })

/** Who a human is by the persona rules in force today, and the rule that decided. */
const role = z.object({ persona, rule: z.string(), title: z.string().nullable(), titleSource: z.string().nullable() })
export type StoryRole = z.infer<typeof role>

/** A claim about one person, with the verdict that counts and the last word of a person. */
const storyClaim = reviewClaim.omit({ isItem: true, isAlike: true })
export type StoryClaim = Omit<ReviewClaim, 'isItem' | 'isAlike'>

const storyPerson = z.object({
  personKey: z.string(),
  label: z.string(),
  name: z.string().nullable(),
  role: role.nullable(),
  /** What attributes the person to this company; null where only events do. */
  attribution: z.object({ method: z.string(), confidence: z.number(), evidence: z.string(), counts: z.boolean(), conflict: z.boolean() }).nullable(),
  /** Events that count for this account or company under the policy, and their points of its score. */
  events: z.int(),
  lastAt: instant.nullable(),
  points: z.number(),
})
export type StoryPerson = z.infer<typeof storyPerson>

const storySignal = z.object({ source: z.string(), family: z.string(), people: z.int(), events: z.int(), lastAt: instant.nullable(), points: z.number() })
export type StorySignal = z.infer<typeof storySignal>

const storyMatch = z.object({
  company: z.string(), companyDomain: z.string().nullable(), recordId: z.string(), account: z.string(), method: z.string(), confidence: z.number(), evidence: z.string(),
  /** False: a near account that was looked at and left. */
  matched: z.boolean(),
})
export type StoryMatch = z.infer<typeof storyMatch>

const place = { fileName: z.string(), sourceRow: z.int() }

const storyDeal = z.object({
  recordId: z.string(), name: z.string().nullable(), stage: z.string(), stageRaw: z.string().nullable(), amount: z.number().nullable(), currency: z.string().nullable(), owner: z.string().nullable(),
  createdAt: instant.nullable(), closesAt: instant.nullable(), closedAt: instant.nullable(),
  /** Dated stages up to the instant, the first first. */
  history: z.array(z.object({ stage: z.string(), stageRaw: z.string().nullable(), at: instant })),
  ...place,
})
export type StoryDeal = z.infer<typeof storyDeal>

const storyContact = z.object({
  recordId: z.string(), kind: z.string(), name: z.string().nullable(), email: z.string().nullable(), title: z.string().nullable(), stage: z.string(), optedOut: z.boolean(), role: role.nullable(), ...place,
})
export type StoryContact = z.infer<typeof storyContact>

const stageEntry = z.object({
  at: instant,
  /** True: two files show the change, which lies between `notBefore` and `at`. False: the CRM gives the date. */
  seen: z.boolean(),
  notBefore: instant.nullable(), before: z.string().nullable(), stage: z.string(), stageRaw: z.string().nullable(),
})

const conflict = z.object({ about: z.enum(['stage', 'employer', 'match', 'persona']), text: z.string(), personKey: z.string().nullable() })

const accountStory = z.object({
  /** What it is and how it stands, in one sentence. */
  headline: z.string(),
  explanation,
  /** Those who carry most of the score first; `peopleFound` counts those left out too. */
  people: z.array(storyPerson), peopleFound: z.int(),
  signals: z.array(storySignal),
  /** Of a subject with an account its record; null for a company without one. */
  record: z.object({ facts: z.array(fact), ...place }).nullable(),
  contacts: z.array(storyContact), contactsFound: z.int(),
  deals: z.array(storyDeal), dealsFound: z.int(),
  stages: z.array(stageEntry),
  claims: z.array(storyClaim.extend({ personKey: z.string(), label: z.string() })), claimsFound: z.int(),
  matches: z.array(storyMatch),
  conflicts: z.array(conflict),
})
export type AccountStory = z.infer<typeof accountStory>

const employer = z.object({
  company: z.string(), domain: z.string().nullable(),
  /** The account or company that its events count for at the instant; null where there is none. */
  subjectKey: z.string().nullable(),
  method: z.string(), confidence: z.number(), evidence: z.string(),
  /** The one that counts today. */
  current: z.boolean(), past: z.boolean(), from: instant.nullable(), to: instant.nullable(),
})
export type StoryEmployer = z.infer<typeof employer>

const personStory = z.object({
  headline: z.string(),
  asOf: instant, policy,
  personKey: z.string(), label: z.string(), name: z.string().nullable(), isBot: z.boolean(),
  profile: z.array(fact),
  employers: z.array(employer),
  /** Signals that can count, by source; `events` sums them. */
  signals: z.array(z.object({ source: z.string(), events: z.int(), firstAt: instant, lastAt: instant })), events: z.int(), firstAt: instant.nullable(), lastAt: instant.nullable(),
  claims: z.array(storyClaim),
  /** What people said of this person, its claims and its company text; the newest first. */
  decisions: z.array(decision.extend({ about: z.string() })),
  role: role.nullable(),
  /** Every title known, in the order the rules were asked. */
  titles: z.array(z.object({ source: z.string(), title: z.string().nullable(), persona: persona.nullable(), rule: z.string().nullable() })),
  contacts: z.array(z.object({ recordId: z.string(), name: z.string().nullable() })),
})
export type PersonStory = z.infer<typeof personStory>

export const storyCalls = {
  /** All that is known of one account or company, each part with its evidence. `subject` as for `explain.subject`. */
  'stories.account': call(request.extend({ subject: z.string().min(1) }), accountStory),
  /** The same of one person; `person` is a key, a login, an e-mail address or a name. */
  'stories.person': call(request.extend({ person: z.string().min(1) }), personStory),
}
