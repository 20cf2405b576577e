import { AppError, type ErrorCode } from '../../shared/errors.ts'

export interface ErrorWords {
  title: string
  /** What to do about it; blank where the engine's own sentence says it. */
  remedy: string
}

const words: Record<ErrorCode, ErrorWords> = {
  invalid_input: { title: 'The engine did not accept this', remedy: 'Change the values and try again.' },
  bad_usage: { title: 'This cannot be done', remedy: 'Check the request and try again.' },
  not_found: { title: 'It is no longer there', remedy: 'Go back to the list and choose again.' },
  no_workspace: { title: 'No workspace is open', remedy: 'Create one, open one, or try the sample organisation.' },
  workspace_exists: { title: 'There is already a workspace of that name', remedy: 'Choose another name, or open the existing one.' },
  workspace_locked: { title: 'This workspace is open elsewhere', remedy: 'Close it in the other window or command line, then try again.' },
  workspace_damaged: { title: 'This workspace file is damaged', remedy: 'Restore it from a backup; the file was left untouched.' },
  not_writable: { title: 'That folder cannot hold a workspace', remedy: 'Choose a folder you may write to.' },
  workspace_newer: { title: 'This workspace was written by a later version', remedy: 'Update Bandstand to open it.' },
  not_a_workspace: { title: 'This file is not a Bandstand workspace', remedy: 'Choose a file ending in .bandstand.' },
  unknown_format: { title: 'The format of this file is not recognised', remedy: '' },
  unreadable_file: { title: 'This file cannot be read', remedy: '' },
  needs_setting: { title: 'One answer is missing', remedy: '' },
  busy: { title: 'The workspace is busy', remedy: 'Wait for the running work to finish, or cancel it.' },
  sql_failed: { title: 'The query failed', remedy: 'Try again; if it keeps failing, undo the last import.' },
  unauthorised: { title: 'This window is not signed in to the engine', remedy: 'Press Enter in the terminal that runs Bandstand: it prints a new link, which works once.' },
  disconnected: { title: 'The engine is not connected', remedy: 'Nothing is lost. Reconnect to go on.' },
  internal: { title: 'Something went wrong in the engine', remedy: 'Try again; the workspace is unchanged.' },
}

/** Any thrown value in plain words; `message` is the engine's own sentence. */
export function errorWords(thrown: unknown): ErrorWords & { message: string } {
  if (thrown instanceof AppError) return { ...words[thrown.code], message: thrown.message }
  return { ...words.internal, message: thrown instanceof Error ? thrown.message : String(thrown) }
}
