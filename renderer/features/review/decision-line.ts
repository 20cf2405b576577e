import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Input } from '../../../shared/contract.ts'
import type { Decision } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'

export type NewDecision = Input<'review.decide'>['decisions'][number]

/** One key: what it says of which row, or of many rows at once. */
export interface Stroke {
  /** The row it was pressed on; null where it decides whatever a filter shows. */
  readonly itemKey: string | null
  readonly position: number | null
  readonly title: string
  /** Keys of all rows it decides, and of the company text where it decides whoever writes it. */
  readonly marks: readonly string[]
  readonly decisions: readonly NewDecision[]
}

/** What a row carries once it is judged. */
export interface Mark {
  readonly verdict: NewDecision['verdict']
  readonly note: string | null
  /** False until the engine has it. */
  readonly isWritten: boolean
}

/** What the line needs of the engine. */
export interface Writer {
  decide(decisions: readonly NewDecision[]): Promise<{ decisionId: number; dataVersion: number }>
  /** Without an id the reviewer’s newest stroke. */
  undo(decisionId: number | undefined): Promise<{ undone: Decision; dataVersion: number }>
  /** The decision, where the engine had it before the connection broke. */
  written: (decision: NewDecision, since: number) => Promise<number | null>
}

interface Listener {
  failed: (stroke: Stroke, thrown: unknown) => void
  /** Taken back although no row of this window stands for it. */
  undone: (decision: Decision) => void
  undoFailed: (thrown: unknown, stroke: Stroke | null) => void
  written: (stroke: Stroke) => void
}

interface LineState {
  /** Grows with every change of the marks. */
  version: number
  /** Strokes that the engine has not acknowledged. */
  waiting: number
  /** Acknowledged and standing since the queue was opened. */
  decided: number
  /** Everything the engine acknowledged in this window: decisions and undoing. */
  written: number
  /** The version of the data that the last acknowledged stroke made. */
  dataVersion: number | null
}

type Entry = { stroke: Stroke; since: number } | { undo: Stroke | null }

export interface DecisionLine {
  use: UseBoundStore<StoreApi<LineState>>
  /** What became of a row, or of a company text. */
  mark: (key: string) => Mark | undefined
  /** When the keys were pressed, the oldest first. */
  readonly times: readonly number[]
  decide: (stroke: Stroke) => void
  /** Takes in a stroke that was written beside the line: it stands for everything a filter showed. */
  adopt: (written: { title: string; decisionId: number; dataVersion: number }) => void
  /** Takes the newest stroke back, and returns it; null where it is one of an earlier session: the engine tells which. */
  undo: () => Stroke | null
  /** Another line to the engine; goes on with what waits. */
  connect: (writer: Writer) => void
  /** A queue was opened anew: what is written has left it. */
  forget: () => void
  /** Resolves once nothing waits. */
  settled: () => Promise<void>
}

/**
 * Writes strokes one after another in the order of the keys, while the reviewer goes on. A stroke that fails gives its row back and is told; where the
 * engine is gone everything waits for it, and what it had written already is not written twice. `later` says when a new stroke is written.
 */
export function decisionLine(listener: Listener, later: (write: () => void) => void = (write) => write()): DecisionLine {
  const use = create<LineState>(() => ({ version: 0, waiting: 0, decided: 0, written: 0, dataVersion: null }))
  const marks = new Map<string, Mark>()
  const ids = new Map<Stroke, number>()
  const times: number[] = []
  let standing: Stroke[] = []
  const entries: Entry[] = []
  let writer: Writer | null = null
  let isDraining = false
  /** The head was sent, and nobody knows what became of it. */
  let isHeadUnknown = false
  let waiters: (() => void)[] = []

  const tell = (change: Partial<LineState> = {}) => use.setState(({ version }) => ({ ...change, version: version + 1, waiting: entries.length }))
  const unmark = (stroke: Stroke) => {
    for (const key of stroke.marks) marks.delete(key)
  }
  const mark = ({ decisions: [decision], marks: keys }: Stroke, isWritten: boolean) => {
    if (decision) for (const key of keys) marks.set(key, { verdict: decision.verdict, note: decision.note ?? null, isWritten })
  }
  const counted = (by: number) => ({ decided: Math.max(0, use.getState().decided + by), written: use.getState().written + 1 })

  const write = async (to: Writer, { stroke, since }: Extract<Entry, { stroke: Stroke }>) => {
    const [first] = stroke.decisions
    const known = isHeadUnknown && first ? await to.written(first, since) : null
    const { decisionId, dataVersion } = known === null ? await to.decide(stroke.decisions) : { decisionId: known, dataVersion: use.getState().dataVersion }
    ids.set(stroke, decisionId)
    // It may have been taken back already, and its row judged again.
    if (standing.includes(stroke)) mark(stroke, true)
    entries.shift()
    tell({ ...counted(1), dataVersion })
    listener.written(stroke)
  }
  const takeBack = async (to: Writer, stroke: Stroke | null) => {
    const decisionId = stroke === null ? undefined : ids.get(stroke)
    // It was never written.
    if (stroke !== null && decisionId === undefined) {
      entries.shift()
      tell()
      return
    }
    const { undone, dataVersion } = await to.undo(decisionId)
    entries.shift()
    tell({ ...counted(stroke === null ? 0 : -1), dataVersion })
    if (stroke === null) listener.undone(undone)
    else listener.written(stroke)
  }
  const fail = (entry: Entry, thrown: unknown) => {
    entries.shift()
    if ('stroke' in entry) {
      unmark(entry.stroke)
      standing = standing.filter((stroke) => stroke !== entry.stroke)
      listener.failed(entry.stroke, thrown)
    } else {
      if (entry.undo) {
        mark(entry.undo, true)
        standing = [...standing, entry.undo]
      }
      listener.undoFailed(thrown, entry.undo)
    }
    tell()
  }
  const drain = async () => {
    if (isDraining) return
    isDraining = true
    for (let [entry] = entries; entry && writer; [entry] = entries) {
      const to = writer
      try {
        await ('stroke' in entry ? write(to, entry) : takeBack(to, entry.undo))
        isHeadUnknown = false
      } catch (thrown) {
        if (thrown instanceof AppError && thrown.code === 'disconnected') {
          isHeadUnknown = true
          if (writer === to) writer = null
        } else {
          isHeadUnknown = false
          fail(entry, thrown)
        }
      }
    }
    isDraining = false
    if (entries.length > 0) return
    for (const resolve of waiters) resolve()
    waiters = []
  }

  return {
    use,
    times,
    mark: (key) => marks.get(key),
    decide: (stroke) => {
      mark(stroke, false)
      standing = [...standing, stroke]
      times.push(Date.now())
      if (times.length > 40) times.shift()
      entries.push({ stroke, since: Date.now() })
      tell()
      later(() => void drain())
    },
    adopt: ({ title, decisionId, dataVersion }) => {
      const stroke: Stroke = { itemKey: null, position: null, title, marks: [], decisions: [] }
      standing = [...standing, stroke]
      ids.set(stroke, decisionId)
      tell({ dataVersion, written: use.getState().written + 1 })
      listener.written(stroke)
    },
    undo: () => {
      const last = standing.at(-1) ?? null
      if (last) {
        standing = standing.slice(0, -1)
        unmark(last)
      }
      entries.push({ undo: last })
      tell()
      void drain()
      return last
    },
    connect: (next) => {
      writer = next
      void drain()
    },
    forget: () => {
      for (const [key, { isWritten }] of marks) if (isWritten) marks.delete(key)
      tell({ decided: 0 })
    },
    settled: () => (entries.length === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  }
}
