import { AppError } from '../../shared/errors.ts'

/** The same in plain words where the disk has no room left, as Node or DuckDB says it; anything else as it is. */
export function inPlainWords(thrown: unknown): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error) || !/ENOSPC|No space left on device/i.test(thrown.message)) return thrown
  return new AppError('not_writable', 'The disk is full, so nothing more could be written. Free some space and try again; what was saved before stays.', { cause: thrown })
}
