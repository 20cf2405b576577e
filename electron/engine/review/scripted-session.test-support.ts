import { seededRandom } from '../random.ts'

const reviewers = ['ana', 'ben'] as const
const verdicts = ['accept', 'reject', 'unsure'] as const

export type Step = { does: 'decide'; subject: string; verdict: (typeof verdicts)[number]; reviewer: string } | { does: 'undo'; reviewer: string }

/** A row of the decisions as it must stand: a judgement, or what takes one back. */
export interface Row {
  decisionId: number
  subject: string
  verdict: string | null
  reviewer: string
  reverts: number | null
}

/** A session of two reviewers; about one step in eight takes the last word of its reviewer back. */
export function scriptedSession(seed: number, length: number): Step[] {
  const random = seededRandom(`session ${seed}`)
  const standing = new Map<string, number>(reviewers.map((reviewer) => [reviewer, 0]))
  return Array.from({ length }, (_, index): Step => {
    const reviewer = random.pick(reviewers)
    const count = standing.get(reviewer) ?? 0
    const takesBack = count > 0 && random.chance(0.125)
    standing.set(reviewer, count + (takesBack ? -1 : 1))
    return takesBack ? { does: 'undo', reviewer } : { does: 'decide', subject: `claim ${index}`, verdict: random.pick(verdicts), reviewer }
  })
}

/** What the steps leave behind, and of each reviewer the decisions that stand, the newest first. */
export function outcome(steps: readonly Step[]): { rows: Row[]; standing: Map<string, number[]> } {
  const rows: Row[] = []
  const standing = new Map<string, number[]>(reviewers.map((reviewer) => [reviewer, []]))
  for (const step of steps) {
    const mine = standing.get(step.reviewer) ?? []
    const decisionId = rows.length + 1
    if (step.does === 'decide') {
      rows.push({ decisionId, subject: step.subject, verdict: step.verdict, reviewer: step.reviewer, reverts: null })
      mine.unshift(decisionId)
      continue
    }
    const reverts = mine.shift() ?? 0
    rows.push({ decisionId, subject: rows[reverts - 1]?.subject ?? '', verdict: null, reviewer: step.reviewer, reverts })
  }
  return { rows, standing }
}
