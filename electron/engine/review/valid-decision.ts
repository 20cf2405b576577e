import type { Judgement, NewDecision } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'

/** A company text as decisions name it: what differs only by case and outer spaces is one text. */
export const textKey = (text: string): string => text.trim().toLowerCase()

/** The decision as it is stored. Throws `bad_usage` where its parts do not belong together. */
export function validDecision({ alike, ...decision }: NewDecision): Judgement {
  const { kind, scope, subject, object, verdict, target } = decision
  const refuse = (reason: string): never => {
    throw new AppError('bad_usage', `The decision on ${subject} cannot be recorded: ${reason}.`)
  }
  if ((verdict === 'choose') !== (target !== null)) refuse('a target belongs to the verdict “choose”, and only to it')
  if (scope === 'text' && kind !== 'attribution') refuse('only attributions are decided for a whole text')
  if (kind !== 'claim' && (verdict === 'accept' || verdict === 'reject') && object === null) refuse(`“${verdict}” needs what was proposed`)
  if (alike && kind !== 'claim') refuse('only claims are decided with those alike')
  if (kind === 'claim') {
    if (verdict === 'choose' || verdict === 'none') refuse('a claim is accepted, rejected, or left unsure')
    return { ...decision, object: null }
  }
  if (kind === 'same_person' || kind === 'different_people') {
    if (verdict !== 'accept') refuse('whether two people are one is accepted or taken back')
    if (object === subject) refuse('it names one person twice')
    // Two people have no order: the smaller key comes first.
    if (object !== null && object < subject) return { ...decision, subject: object, object: subject }
  }
  return scope === 'text' ? { ...decision, subject: textKey(subject) } : decision
}
