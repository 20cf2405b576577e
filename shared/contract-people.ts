import * as z from 'zod'
import { call } from './call.ts'

/** `github:583231`, `login:octo`, `email:jo@acme.com`, `handle:discord:8812`. */
const identityKey = z.string().regex(/^(github|login|email|handle):.+$/, 'an identity is written github:, login:, email: or handle: and its value')
const reviewer = z.string().trim().min(1).max(200)

export const identity = z.object({
  key: z.string(),
  kind: z.enum(['github_id', 'login', 'email', 'handle']),
  value: z.string(),
  /** What joined it: `itself`, `profile` or `event` (a row states it beside the person), `handle` (one community account), `mailmap`, `decision`. */
  reason: z.string(),
  /** Who decided, the handle, or the address a mailmap gives the person. */
  evidence: z.string().nullable(),
  importId: z.int().nullable(),
  fileName: z.string().nullable(),
  sourceRow: z.int().nullable(),
})
export type Identity = z.infer<typeof identity>

const decided = z.object({ decisionId: z.int() })

export const peopleCalls = {
  /** Who a person is, what joined each identity, and what keeps others apart. Resolves first where needed. */
  'people.identities': call(
    z.object({ personKey: z.string().min(1) }),
    z.object({
      identities: z.array(identity),
      /** Identities that were told apart from this person by a decision. */
      toldApart: z.array(z.object({ key: z.string(), decisionId: z.int(), reviewer: z.string() })),
      /** Decisions that joined others to this person. */
      joined: z.array(z.object({ key: z.string(), decisionId: z.int(), reviewer: z.string() })),
      /** Statements that were not followed: they would join two numeric ids, or what was told apart. */
      refused: z.array(z.object({ key: z.string(), because: z.enum(['two_ids', 'told_apart']) })),
    }),
  ),
  /** “The same person”: remembered until undone. Two numeric GitHub ids are never one person. */
  'people.merge': call(z.object({ personKey: identityKey, withKey: identityKey, reviewer: reviewer.optional() }), decided),
  /** “Not the same person”: takes one identity from a person, and is remembered until undone. */
  'people.split': call(z.object({ personKey: identityKey, key: identityKey, reviewer: reviewer.optional() }), decided),
  /** Takes such a decision back. */
  'people.undo': call(z.object({ decisionId: z.int(), reviewer: reviewer.optional() }), decided),
}
