/** Places a process can be killed at; the kill matrix stops at each of them. */
export const faultPoints = ['sending', 'received', 'journaled', 'committing', 'committed', 'finishing'] as const
export type FaultPoint = (typeof faultPoints)[number]

export type Probe = (point: FaultPoint) => void
