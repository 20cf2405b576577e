import { JsonCutError, type JsonRecord, type JsonSplitter, ValueSplitter } from './json-splitter.ts'
import { isRecord, parsed } from './json-value.ts'

const opening = /"messages"\s*:\s*(?=\[)/
/** The header of an export is shorter. */
const longestHeader = 256 << 10

/** What stands before the messages, as the object each of them is given as `_channel`; null where the text is no such export. */
function channelOf(header: string): string | null {
  const value = parsed(`${header}"messages":[]}`)
  if (!isRecord(value) || !isRecord(value['channel'])) return null
  const { channel, guild } = value
  return JSON.stringify({ id: channel['id'], name: channel['name'], guild: isRecord(guild) ? guild['name'] : undefined })
}

/** True where the text begins with an export of one channel: `{"guild":{…},"channel":{…},…,"messages":[`. */
export function beginsMessages(text: string): boolean {
  const found = opening.exec(text.slice(0, longestHeader))
  return found !== null && channelOf(text.slice(0, found.index)) !== null
}

/** The messages of one channel, each with its channel put before its own values. */
export class MessageSplitter implements JsonSplitter {
  private header = ''
  private channel = ''
  private messages: ValueSplitter | null = null

  push(text: string): JsonRecord[] {
    if (this.messages) return this.messages.push(text).map((record) => this.placed(record))
    this.header += text
    const found = opening.exec(this.header)
    if (!found) {
      if (this.header.length > longestHeader) throw new JsonCutError({ kind: 'stray', line: 1, text: '{' }, 0)
      return []
    }
    const before = this.header.slice(0, found.index)
    const rest = this.header.slice(found.index + found[0].length)
    this.channel = channelOf(before) ?? '{}'
    this.messages = new ValueSplitter(1 + (before.match(/\n/g)?.length ?? 0), false, true)
    this.header = ''
    return this.push(rest)
  }

  end(): JsonRecord[] {
    const records = this.messages?.end().map((record) => this.placed(record)) ?? []
    if (!/\}\s*$/.test(this.messages?.behind() ?? '')) throw new JsonCutError({ kind: 'cut', line: 1 }, records.length)
    return records
  }

  private placed({ line, raw }: JsonRecord): JsonRecord {
    return raw.startsWith('{') ? { line, raw: `{"_channel":${this.channel}${/^\{\s*\}/.test(raw) ? '' : ','}${raw.slice(1)}` } : { line, raw }
  }
}
