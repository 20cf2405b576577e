import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Input } from '../../shared/contract.ts'
import { queryOf, useConnection } from './engine.ts'

/**
 * What a figure below the first ones of Explore waits for before it asks: their answer, which need not have been drawn, or that it is seen itself. What is
 * read first should not wait for what is read later, nor what is on screen for what is not.
 */
export function useFirstFigures(parameters: Omit<Input<'analyse.run'>, 'corrected'>, isOnScreen: boolean): (() => Promise<unknown>) | undefined {
  const { client } = useConnection()
  const queries = useQueryClient()
  const seen = useRef(new Set<() => void>())
  useEffect(() => {
    if (!isOnScreen) return
    for (const go of seen.current) go()
    seen.current.clear()
  }, [isOnScreen])
  if (isOnScreen) return undefined
  return () => Promise.race([queries.query(queryOf(client, 'analyse.run', { ...parameters, corrected: false })), new Promise<void>((resolve) => seen.current.add(resolve))])
}
