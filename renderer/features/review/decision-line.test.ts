import { expect, test } from 'vitest'
import { newDecision } from '../../../shared/decision.ts'
import { AppError } from '../../../shared/errors.ts'
import { decisionLine, type Stroke, type Writer } from './decision-line.ts'

const stroke = (subject: string): Stroke => ({
  itemKey: subject, position: 0, title: subject, marks: [subject], decisions: [newDecision.parse({ kind: 'attribution', subject, object: 'acme.com', verdict: 'accept', queue: 'uncertain' })],
})

/** An engine that keeps what it is told, in order, and fails where the test says so. */
function ledger() {
  const kept: string[] = []
  let failure: unknown = null
  const failing = () => {
    if (failure) throw failure as Error
  }
  const writer: Writer = {
    decide: async (decisions) => {
      await Promise.resolve()
      failing()
      return { decisionId: kept.push(...decisions.map(({ subject }) => subject)), dataVersion: kept.length }
    },
    undo: async (decisionId) => {
      await Promise.resolve()
      failing()
      kept.push(`undo ${decisionId ?? 'newest'}`)
      return { undone: { subject: 'earlier' } as never, dataVersion: kept.length }
    },
    written: (decision) => Promise.resolve(kept.includes(decision.subject) ? kept.indexOf(decision.subject) + 1 : null),
  }
  return { kept, writer, fail: (thrown: unknown) => { failure = thrown } }
}

function listening() {
  const heard: string[] = []
  const line = decisionLine({
    failed: ({ title }) => heard.push(`failed ${title}`), undone: ({ subject }) => heard.push(`undone ${subject}`),
    undoFailed: (_thrown, undone) => heard.push(`undo failed ${undone?.title ?? 'earlier'}`), written: ({ title }) => heard.push(title),
  })
  return { heard, line }
}

test('strokes are written in the order of the keys, and their rows are pending until then', async () => {
  const { kept, writer } = ledger()
  const { line } = listening()
  line.connect(writer)
  for (const subject of ['a', 'b', 'c']) line.decide(stroke(subject))
  expect(line.mark('a')).toMatchObject({ verdict: 'accept', isWritten: false })
  expect(line.use.getState().waiting).toBe(3)
  await line.settled()
  expect(kept).toEqual(['a', 'b', 'c'])
  expect(line.mark('c')?.isWritten).toBe(true)
  expect(line.use.getState()).toMatchObject({ waiting: 0, decided: 3 })
})

test('a stroke that fails gives its row back, the others go on', async () => {
  const { kept, writer, fail } = ledger()
  const { heard, line } = listening()
  line.connect(writer)
  fail(new AppError('busy', 'no'))
  line.decide(stroke('a'))
  await line.settled()
  fail(null)
  line.decide(stroke('b'))
  await line.settled()
  expect([heard, kept]).toEqual([['failed a', 'b'], ['b']])
  expect(line.mark('a')).toBeUndefined()
})

test('undo takes back this window’s strokes from the last to the first, then the engine’s', async () => {
  const { kept, writer } = ledger()
  const { heard, line } = listening()
  line.connect(writer)
  line.decide(stroke('a'))
  line.decide(stroke('b'))
  expect([line.undo()?.title, line.undo()?.title, line.undo()]).toEqual(['b', 'a', null])
  await line.settled()
  expect(kept).toEqual(['a', 'b', 'undo 2', 'undo 1', 'undo newest'])
  expect(line.mark('a')).toBeUndefined()
  expect(heard.at(-1)).toBe('undone earlier')
})

test('where undoing fails the stroke stands again', async () => {
  const { writer, fail } = ledger()
  const { heard, line } = listening()
  line.connect(writer)
  line.decide(stroke('a'))
  await line.settled()
  fail(new AppError('busy', 'no'))
  line.undo()
  await line.settled()
  expect(heard.at(-1)).toBe('undo failed a')
  expect(line.mark('a')).toMatchObject({ isWritten: true })
})

test('without the engine strokes wait; what it had written already is not written twice', async () => {
  const { kept, writer, fail } = ledger()
  const { line } = listening()
  line.connect({ ...writer, decide: async (decisions) => {
    await writer.decide(decisions)
    throw new AppError('disconnected', 'gone')
  } })
  line.decide(stroke('a'))
  line.decide(stroke('b'))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(line.use.getState().waiting).toBe(2)
  expect(line.mark('a')?.isWritten).toBe(false)
  fail(null)
  line.connect(writer)
  await line.settled()
  expect(kept).toEqual(['a', 'b'])
  expect(line.mark('b')?.isWritten).toBe(true)
})

test('a stroke written beside the line is undone in its turn, by its id', async () => {
  const { writer } = ledger()
  const undone: (number | undefined)[] = []
  const { line } = listening()
  line.connect({ ...writer, undo: (decisionId) => {
    undone.push(decisionId)
    return writer.undo(decisionId)
  } })
  line.decide(stroke('a'))
  await line.settled()
  line.adopt({ title: '12 items', decisionId: 77, dataVersion: 9 })
  line.decide(stroke('b'))
  await line.settled()
  expect(line.undo()).toMatchObject({ itemKey: 'b' })
  expect(line.undo()).toMatchObject({ itemKey: null, title: '12 items' })
  await line.settled()
  expect(undone[1]).toBe(77)
})
