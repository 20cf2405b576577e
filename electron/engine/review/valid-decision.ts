import type { NewDecision } from '../../../shared/contract-review.ts'
import { AppError } from '../../../shared/errors.ts'

/** A company text as decisions name it: what differs only by case and outer spaces is one text. */
export const textKey = (text: string): string => text.trim().toLowerCase()

/** The decision as it is stored. Throws `bad_usage` where its parts do not belong together. */
export function validDecision(decision: NewDecision): NewDecision {
  const { kind, scope, subject, object, verdict, target } = decision
  const refuse = (reason: string): never => {
    throw new AppError('bad_usage', `The decision on ${subject} cannot be recorded: ${reason}.`)
  }
  if ((verdict === 'choose') !== (target !== null)) refuse('a target belongs to the verdict “choose”, and only to it')
  if (scope === 'text' && kind !== 'attribution') refuse('only attributions are decided for a whole text')
  if ((verdict === 'accept' || verdict === 'reject') && object === null) refuse(`“${verdict}” needs what was proposed`)
  if (kind === 'same_person' || kind === 'different_people') {
    if (verdict !== 'accept') refuse('whether two people are one is accepted or taken back')
    if (object === subject) refuse('it names one person twice')
    // Two people have no order: the smaller key comes first.
    if (object !== null && object < subject) return { ...decision, subject: object, object: subject }
  }
  return scope === 'text' ? { ...decision, subject: textKey(subject) } : decision
}
