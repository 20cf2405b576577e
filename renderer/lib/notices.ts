import { create } from 'zustand'
import { errorWords } from './error-words.ts'

export interface Notice {
  id: number
  tone: 'info' | 'error'
  text: string
}

let lastId = 0
export const useNotices = create<{ notices: readonly Notice[] }>(() => ({ notices: [] }))

export const dismiss = (id: number) =>
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))

/** Says one sentence at the foot of the window; errors stay until dismissed. */
export function say(text: string, tone: Notice['tone'] = 'info'): void {
  const id = ++lastId
  useNotices.setState(({ notices }) => ({ notices: [...notices.slice(-2), { id, tone, text }] }))
  if (tone === 'info') window.setTimeout(() => dismiss(id), 6000)
}

export function sayError(thrown: unknown): void {
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return
  const { title, message } = errorWords(thrown)
  say(message ? `${title}: ${message}` : title, 'error')
}
