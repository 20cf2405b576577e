import { createContext, use } from 'react'

/** How far the figures that stand first on a page have come. */
interface FirstFigures {
  /** They have been shown for the date and the policy chosen. */
  isScored: boolean
  /** They wait for nothing. */
  isSettled: boolean
}

export const FirstFigures = createContext<FirstFigures>({ isScored: true, isSettled: true })

/**
 * Whether a part of the page asks for its own: scores of another date take seconds, and what is read first should not wait for what is read later; nor should what is on
 * screen wait for what is not.
 */
export function useTurn(isOnScreen: boolean): boolean {
  const { isScored, isSettled } = use(FirstFigures)
  return isScored && (isSettled || isOnScreen)
}
