import type { Condition } from './contract-grid.ts'

/** The queues of items that differ only by what they hold of them. */
export const queueNames = ['uncertain', 'disagreements', 'unsure', 'everything'] as const
export type QueueName = (typeof queueNames)[number]

const is = (column: string, value: boolean): Condition => ({ column, operator: 'equals', values: [value] })

/** What a queue holds of `review_items`. */
export const queueConditions: Readonly<Record<QueueName, readonly Condition[]>> = {
  uncertain: [is('decided', false), is('unsure', false)],
  disagreements: [is('disagrees', true), is('decided', false)],
  unsure: [is('unsure', true), is('decided', false)],
  everything: [],
}
