import { type AccountCourse, firstEntry, type RecordCourse, recordStageAt, type StageOrder } from './stage-course.ts'

/** The way of an account through the funnel, looked up instead of worked out. Instants in milliseconds. */
export interface Timeline {
  record: string
  name: string
  /** Ranks of the stages it is in, each from an instant on; −1 where it is in none of the funnel. The first begins at the beginning. */
  changes: readonly { at: number; rank: number }[]
  /** By rank: when it was first dated into the stage; infinite where it never was. */
  firstAt: readonly number[]
  /** By rank: when it was first dated into that stage or a later one. */
  firstFrom: readonly number[]
  /** Ranks that its records are in or were dated into. */
  named: ReadonlySet<number>
}

/** Entries later than `until` do not count as first ones. */
export function timelineOf(order: StageOrder, account: AccountCourse, until: number): Timeline {
  const firstAt = order.keys.map((key) => firstEntry(account, (stage) => stage === key, until) ?? Infinity)
  return {
    record: account.record,
    name: account.name,
    changes: changesOf(order, account),
    firstAt,
    firstFrom: firstAt.map((_, rank) => Math.min(...firstAt.slice(rank))),
    named: new Set(account.records.flatMap(({ stage, entries }) => [stage, ...entries.map((entry) => entry.stage)]).map((stage) => order.keys.indexOf(stage))),
  }
}

/** What `stageAt` says from each instant on at which a record of the account moves, with one look at each move. */
function changesOf({ keys, openFrom }: StageOrder, { createdAt, records }: AccountCourse): Timeline['changes'] {
  const begin = createdAt ?? -Infinity
  const moves = records.flatMap((record) => movesOf(keys, record)).sort((left, right) => left.at - right.at)
  const at = [...new Set([-Infinity, begin, ...moves.map((move) => move.at)])].sort((left, right) => left - right)
  const standing = new Map<string, number>()
  const add = (stage: string | null, by: number) => {
    if (stage !== null) standing.set(stage, (standing.get(stage) ?? 0) + by)
  }
  let next = 0
  return at.map((instant) => {
    for (let move = moves[next]; move !== undefined && move.at <= instant; move = moves[++next]) {
      add(move.from, -1)
      add(move.to, 1)
    }
    if (instant < begin) return { at: instant, rank: -1 }
    const furthest = keys.findLastIndex((key) => (standing.get(key) ?? 0) > 0)
    return { at: instant, rank: furthest < openFrom && (standing.get('lost') ?? 0) > 0 ? -1 : furthest }
  })
}

/** From which stage to which a record moves, and when; null before it exists. */
function movesOf(keys: readonly string[], record: RecordCourse): { at: number; from: string | null; to: string | null }[] {
  const instants = [...new Set([-Infinity, record.createdAt ?? -Infinity, ...record.entries.map(({ at }) => at)])].sort((left, right) => left - right)
  const stages = instants.map((at) => recordStageAt(keys, record, at))
  return instants.map((at, place) => ({ at, from: stages[place - 1] ?? null, to: stages[place] ?? null }))
}

export function rankAt({ changes }: Timeline, at: number): number {
  for (let place = changes.length - 1; place >= 0; place -= 1) {
    const change = changes[place]
    if (change && change.at <= at) return change.rank
  }
  return -1
}
