import * as z from 'zod'
import { call } from './call.ts'

export const wordLists = ['free-mail', 'disposable', 'noreply', 'mailboxes', 'platforms', 'education', 'education-words', 'not-a-company', 'communities', 'bots'] as const
export const wordList = z.enum(wordLists)
export type WordList = z.infer<typeof wordList>

const listHead = z.object({
  list: wordList,
  label: z.string(),
  /** What an entry of it means. */
  about: z.string(),
  /** What an entry is, with an example. */
  takes: z.string(),
})

const settings = z.object({
  /** Universities and schools count as employers. */
  education: z.boolean(),
  /** Subsidiaries count for the accounts of their parents. */
  rollUpSubsidiaries: z.boolean(),
  lists: z.array(listHead.extend({ defaults: z.int(), added: z.array(z.string()), removed: z.array(z.string()) })),
})
export type ResolutionSettings = z.infer<typeof settings>

export const wordEntry = z.object({ entry: z.string(), state: z.enum(['default', 'added', 'removed']) })
export type WordEntry = z.infer<typeof wordEntry>

/** Checked by the engine, so that what is wrong with an entry is said with its list. */
const entries = z.array(z.string().max(10_000)).max(10_000).default([])

export const resolutionCalls = {
  'resolution.settings': call(z.object({}), settings),
  /** Changed entries first, then the defaults by alphabet. */
  'resolution.wordList': call(
    z.object({ list: wordList, search: z.string().max(300).default(''), limit: z.int().min(1).max(10_000).default(500) }),
    listHead.extend({ entries: z.array(wordEntry), /** Entries that meet `search`. */ found: z.int(), total: z.int() }),
  ),
  /** What is left out stays as it is. One bad entry, and nothing changes. `remove` takes an entry off, be it one of the defaults; `add` puts it back. */
  'resolution.change': call(
    z.object({ education: z.boolean().optional(), rollUpSubsidiaries: z.boolean().optional(), lists: z.array(z.object({ list: wordList, add: entries, remove: entries })).max(wordLists.length).default([]) }),
    settings,
  ),
}
