/** What a command may use of the world around it. */
export interface Terminal {
  /** To standard output, as it is. */
  readonly print: (text: string) => void
  /** To standard error, as it is. */
  readonly note: (text: string) => void
  /** Whether standard error is a screen that a line can be rewritten on. */
  readonly rewrites: boolean
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Where keys come from. */
  readonly environment: NodeJS.ProcessEnv
  readonly dataDirectory: () => Promise<string>
  /** Paths are relative to it. */
  readonly folder: string
}

/** Wrong use found by a command itself: exit code 2. */
export class UsageError extends Error {}
