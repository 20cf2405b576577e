import * as z from 'zod'
import { create } from 'zustand'

const storageKey = 'bandstand.providers'

/** Descriptions of providers that a person added, as JSON text. They hold no key, so they may stay with the window. */
export const useDescribed = create<{ texts: readonly string[] }>(() => ({ texts: remembered() }))

function remembered(): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(window.localStorage.getItem(storageKey) ?? '[]'))
  } catch {
    return []
  }
}

/** The name a description gives itself; null where it is not readable. */
export function nameOf(text: string): string | null {
  try {
    return z.object({ name: z.string() }).parse(JSON.parse(text)).name
  } catch {
    return null
  }
}

const keep = (texts: readonly string[]) => {
  useDescribed.setState({ texts })
  window.localStorage.setItem(storageKey, JSON.stringify(texts))
}

/** Adds a description, in place of an earlier one of the same name. */
export const addDescribed = (text: string) => keep([...useDescribed.getState().texts.filter((each) => nameOf(each) !== nameOf(text)), text])

export const removeDescribed = (name: string) => keep(useDescribed.getState().texts.filter((each) => nameOf(each) !== name))
