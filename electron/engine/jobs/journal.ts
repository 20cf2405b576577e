import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'

const usage = z.object({ model: z.string(), tokensIn: z.number(), tokensOut: z.number() })

const answer = z.object({
  kind: z.literal('answer'), key: z.string(), provider: z.string(), found: z.boolean(), body: z.unknown(), cost: z.number(), usage: usage.nullable(), milliseconds: z.number(), receivedAt: z.string(),
})
const sent = z.object({
  kind: z.literal('sent'), requestId: z.string(), at: z.string(), host: z.string(), purpose: z.string(), fields: z.array(z.string()), bytesSent: z.number(),
})
const over = sent.extend({
  kind: z.literal('over'), bytesReceived: z.number().nullable(), status: z.number().nullable(), outcome: z.string(), cost: z.number().nullable(),
})
const line = z.discriminatedUnion('kind', [answer, sent, over])

export type AnswerLine = z.infer<typeof answer>
export type SentLine = z.infer<typeof sent>
export type OverLine = z.infer<typeof over>
export type JournalLine = z.infer<typeof line>

/**
 * What happened since the last commit of a job, written before anything else is done with it. A killed process leaves it behind, so an answer
 * that was paid for is never asked for again although results are committed in batches.
 */
export interface Journal {
  write(line: JournalLine): void
  /** Sets what was written so far aside, to be dropped once it is committed; `open` goes on in the new file. */
  turn(open: readonly SentLine[]): void
  /** What was set aside is in the database. */
  drop(): Promise<void>
  close(): Promise<void>
}

export const journalFolder = (inbox: string): string => join(dirname(inbox), 'journal')

const current = (folder: string, jobId: string) => join(folder, `${jobId}.ndjson`)
const aside = (folder: string, jobId: string) => join(folder, `${jobId}.committing.ndjson`)

/** The journal of a job; whatever an earlier run left must have been recovered first. */
export async function openJournal(folder: string, jobId: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const open = () => openSync(current(folder, jobId), 'a', 0o600)
  let file = open()
  const write = (entry: JournalLine) => {
    writeSync(file, `${JSON.stringify(entry)}\n`)
  }
  return {
    write,
    turn: (open_) => {
      closeSync(file)
      renameSync(current(folder, jobId), aside(folder, jobId))
      file = open()
      for (const entry of open_) write(entry)
    },
    drop: () => rm(aside(folder, jobId), { force: true }),
    close: async () => {
      closeSync(file)
      await rm(current(folder, jobId), { force: true })
    },
  }
}

/** Everything a job's earlier run wrote and may not have committed, oldest first. A torn last line is left out: its answer never arrived whole. */
export async function readJournal(folder: string, jobId: string): Promise<JournalLine[]> {
  const lines: JournalLine[] = []
  for (const path of [aside(folder, jobId), current(folder, jobId)]) {
    const text = await readFile(path, 'utf8').catch(() => '')
    for (const raw of text.split('\n')) {
      const parsed = line.safeParse(parsedJson(raw))
      if (parsed.success) lines.push(parsed.data)
    }
  }
  return lines
}

function parsedJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return undefined
  }
}

export async function removeJournal(folder: string, jobId: string): Promise<void> {
  await rm(aside(folder, jobId), { force: true })
  await rm(current(folder, jobId), { force: true })
}

/** Jobs that left a journal behind. */
export async function journaledJobs(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return [...new Set(names.filter((name) => name.endsWith('.ndjson')).map((name) => name.replace(/(\.committing)?\.ndjson$/, '')))]
}
