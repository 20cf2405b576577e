import { createContext, use } from 'react'

/** Whether the figures that stand first on a page have been shown for the date and the policy chosen. */
export const FirstFigures = createContext(true)

/** What stands below asks for its own only then: scores of another date take seconds, and what is read first should not wait for what is read later. */
export const useAfterFirstFigures = (): boolean => use(FirstFigures)
