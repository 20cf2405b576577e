import type { JobPlan } from '../../../shared/contract-jobs.ts'
import type { Connection } from '../db/connection.ts'
import { openKnownAnswers } from './known-answers.ts'
import type { Answer, JobKind, Question } from './kind.ts'

export interface PlanInput<Input, Outcome> {
  connection: Connection
  kind: JobKind<Input, Outcome>
  items: readonly Input[]
  /** What an answer would be if nobody were found, so that every question of an item is met. */
  nobody: (question: Question) => Answer
}

const chunk = 500

/** What a job would ask, with everything already answered left out: the fewest requests if each first new answer suffices, the most if none does. */
export async function planJob<Input, Outcome>({ connection, kind, items, nobody }: PlanInput<Input, Outcome>): Promise<Omit<JobPlan, 'problems'>> {
  const known = await openKnownAnswers(connection)
  const plan = { items: items.length, requests: { low: 0, high: 0 }, reused: 0, cost: { low: 0, high: 0 } }
  const hosts = new Set<string>()
  const fields = new Set<string>()
  const counted = new Set<string>()

  const count = async (input: Input) => {
    const answers: Answer[] = []
    let isFirst = true
    for (let step = kind.advance(input, answers); 'ask' in step; step = kind.advance(input, answers)) {
      const question = step.ask
      const answer = await known.find(question.key)
      if (answer || counted.has(question.key)) {
        plan.reused += 1
        answers.push(answer ?? nobody(question))
        continue
      }
      counted.add(question.key)
      hosts.add(question.host)
      for (const field of question.fields) fields.add(field)
      plan.requests.high += 1
      plan.cost.high += question.estimate
      if (isFirst) {
        plan.requests.low += 1
        plan.cost.low += question.least
      }
      isFirst = false
      answers.push(nobody(question))
    }
  }
  for (let start = 0; start < items.length; start += chunk) {
    const some = items.slice(start, start + chunk)
    await known.prefetch(firstKeys(kind, some))
    for (const input of some) await count(input)
  }
  return { ...plan, hosts: [...hosts].sort(), fields: [...fields].sort() }
}

/** Keys of the first questions about some items. */
export const firstKeys = <Input, Outcome>(kind: JobKind<Input, Outcome>, items: readonly Input[]): string[] =>
  items.flatMap((input) => {
    const step = kind.advance(input, [])
    return 'ask' in step ? [step.ask.key] : []
  })
