import { AppError } from '../../../../shared/errors.ts'
import { slackExport } from '../formats/slack-export.ts'
import { isRecord } from '../json-value.ts'
import type { ArchivePart } from './archive-part.ts'
import { entryBuffer } from './entry-bytes.ts'
import type { Looker } from './look-at-entry.ts'
import type { ZipDirectory, ZipEntry } from './zip-directory.ts'

const longestList = 64 << 20
const day = /^(.*?)([^/]+)\/\d{4}-\d{2}-\d{2}\.json$/

interface SlackFiles {
  users: ZipEntry
  /** By name of the channel. */
  channels: Map<string, ZipEntry[]>
  /** Folders that are no public channel: private conversations. */
  others: Set<string>
}

/** The messages of a Slack export as one import, or null where the ZIP is none. What people wrote is left out before anything is stored. */
export async function slackPart(zip: ZipDirectory, look: Looker, signal: AbortSignal): Promise<{ part: ArchivePart; skipped: { name: string; why: string }[] } | null> {
  const files = await slackFiles(zip)
  if (!files) return null
  const entries = [...files.channels.values()].flat()
  const many = files.channels.size
  const fileName = `${zip.fileName} › ${many === 1 ? `#${[...files.channels.keys()].join('')}` : `${many} channels`}`
  const text = (stop: AbortSignal) => messages(zip, files, stop)
  const size = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const modified = new Date(Math.max(...entries.map((entry) => entry.modified.getTime())))
  const { sniffed, sample } = await look({ bytes: text(signal), size, modified }, { fileName })
  return {
    part: { fileName, entries, importer: slackExport, mapping: undefined, origin: 'recognised', sniffed, sample, text },
    skipped: [...files.others].map((name) => ({ name, why: 'not among the public channels' })),
  }
}

async function slackFiles(zip: ZipDirectory): Promise<SlackFiles | null> {
  const users = zip.entries.find(({ name }) => /^(?:[^/]+\/)?users\.json$/.test(name))
  const root = users?.name.slice(0, -'users.json'.length) ?? ''
  const list = zip.entries.find(({ name }) => name === `${root}channels.json`)
  if (!users || !list) return null
  const named = new Set((await objects(zip, list)).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])))
  const channels = new Map<string, ZipEntry[]>()
  const others = new Set<string>()
  for (const entry of zip.entries) {
    const [, folder, channel = ''] = day.exec(entry.name) ?? []
    if (folder !== root) continue
    if (named.has(channel)) channels.set(channel, [...(channels.get(channel) ?? []), entry])
    else others.add(channel)
  }
  return channels.size > 0 ? { users, channels, others } : null
}

/** Messages as JSON lines in Slack's own words, without their text, with the profile of whoever wrote them. */
async function* messages(zip: ZipDirectory, { users, channels }: SlackFiles, signal: AbortSignal): AsyncGenerator<Buffer> {
  const people = new Map((await objects(zip, users)).flatMap((user) => (typeof user['id'] === 'string' ? [[user['id'], user] as const] : [])))
  for (const [channel, entries] of channels) {
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      signal.throwIfAborted()
      const lines = (await objects(zip, entry)).map((message) => JSON.stringify(withoutText(message, channel, people)))
      if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`)
    }
  }
}

function withoutText(message: Record<string, unknown>, channel: string, people: ReadonlyMap<string, Record<string, unknown>>): Record<string, unknown> {
  const { type, subtype, user, bot_id, ts, user_profile } = message
  const person = typeof user === 'string' ? people.get(user) : undefined
  const profile = { ...record(user_profile), ...record(person?.['profile']) }
  return {
    type, ts, user, subtype, bot_id, channel,
    is_bot: person?.['is_bot'] === true || user === 'USLACKBOT',
    user_profile: { real_name: profile['real_name'] ?? person?.['real_name'], display_name: profile['display_name'], email: profile['email'] },
  }
}

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

async function objects(zip: ZipDirectory, entry: ZipEntry): Promise<Record<string, unknown>[]> {
  const text = new TextDecoder().decode(await entryBuffer(zip, entry, longestList))
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value.filter(isRecord)
  } catch {
    // Worded below.
  }
  throw new AppError('unreadable_file', `${zip.fileName} › ${entry.name} is not a list in JSON, as a Slack export has it. Nothing was imported; export it again.`)
}
