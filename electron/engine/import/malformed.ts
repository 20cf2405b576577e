import { MalformedRecord } from './json-parts.ts'

/** DuckDB's complaints about data are plain errors; ours carry a code, and a TypeError would be a mistake of ours. */
export const isMalformed = (thrown: unknown): thrown is Error =>
  thrown instanceof MalformedRecord || (thrown instanceof Error && Object.getPrototypeOf(thrown) === Error.prototype && !('code' in thrown))
