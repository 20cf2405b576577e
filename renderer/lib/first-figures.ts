import { createContext, use } from 'react'

/** Whether the figures that stand first on a page are those of the filter chosen. */
export const FirstFigures = createContext(true)

/** What stands below asks for its own only then: the engine answers one question after the other, and the first should not wait. */
export const useAfterFirstFigures = (): boolean => use(FirstFigures)
