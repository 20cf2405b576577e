import { MessageSplitter } from './json-messages.ts'
import { type JsonShape, type JsonSplitter, LineSplitter, PageSplitter, ValueSplitter } from './json-splitter.ts'

const splitters: Record<JsonShape, () => JsonSplitter> = {
  lines: () => new LineSplitter(),
  values: () => new ValueSplitter(),
  pages: () => new PageSplitter(),
  messages: () => new MessageSplitter(),
}

export const jsonSplitter = (shape: JsonShape): JsonSplitter => splitters[shape]()
