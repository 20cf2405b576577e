import { createContext } from 'react'

/** Whether the line to the engine is up. */
export const ConnectedContext = createContext(true)
