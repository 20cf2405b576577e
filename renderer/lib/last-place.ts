const storageKey = 'bandstand.places'
/** Of so many workspaces the last place is kept. */
const limit = 20

type Places = [path: string, hash: string][]

function places(): Places {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored.filter((entry): entry is Places[number] => Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string')) : []
  } catch {
    return []
  }
}

/** Keeps where somebody is in a workspace, so that opening it again goes on there. */
export const rememberPlace = (path: string, hash: string): void =>
  window.localStorage.setItem(storageKey, JSON.stringify([[path, hash], ...places().filter(([other]) => other !== path)].slice(0, limit)))

/** The hash of the last place; null where the workspace was never open here. */
export const lastPlace = (path: string): string | null => places().find(([known]) => known === path)?.[1] ?? null

/** Forgets where somebody was in a workspace: the address may name a person. */
export const forgetPlace = (path: string): void => window.localStorage.setItem(storageKey, JSON.stringify(places().filter(([known]) => known !== path)))
