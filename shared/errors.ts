import * as z from 'zod'

/** Every way a call can fail. The window words them; the command line prints `message`. */
export const errorCodes = [
  'invalid_input', // the caller sent something the contract does not allow
  'bad_usage', // the request is understood but makes no sense (unknown subject, missing setting)
  'not_found',
  'no_workspace', // no workspace is open
  'workspace_exists',
  'workspace_locked', // another process owns the file
  'workspace_damaged',
  'workspace_newer', // written by a later version of Bandstand
  'not_a_workspace',
  'not_writable', // the chosen folder cannot hold the file
  'unknown_format', // the file is readable, but no importer recognises it
  'unreadable_file', // empty, binary, truncated, too large
  'needs_setting', // the import needs an answer first (e.g. the repository of a star file)
  'busy',
  'sql_failed',
  'unauthorised',
  'disconnected', // the engine went away while the call was running
  'internal',
] as const

export const errorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof errorCode>

/** The one error that crosses the boundary. `detail` may name file, row and remedy. */
export const errorFrame = z.object({
  code: errorCode,
  message: z.string(),
  detail: z.record(z.string(), z.string()).optional(),
})
export type ErrorFrame = z.infer<typeof errorFrame>

export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: Record<string, string> | undefined

  constructor(code: ErrorCode, message: string, options: { detail?: Record<string, string>; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = options.detail
  }
}

/** Any thrown value as the frame that may cross the boundary; foreign errors become `internal`. */
export function toErrorFrame(thrown: unknown): ErrorFrame {
  if (thrown instanceof AppError) {
    return { code: thrown.code, message: thrown.message, ...(thrown.detail ? { detail: thrown.detail } : {}) }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

export function fromErrorFrame(frame: ErrorFrame): AppError {
  return new AppError(frame.code, frame.message, frame.detail ? { detail: frame.detail } : {})
}
