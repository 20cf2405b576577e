import type { ReactNode } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../lib/engine.ts'
import { useTurn } from '../lib/first-figures.ts'
import { useSegment } from '../lib/segment.ts'
import { useOnScreen } from '../lib/use-on-screen.ts'
import { useWorkspace } from '../lib/workspace.ts'
import { Trouble } from './page.tsx'

interface FigureBelowProps<M extends Asked> {
  method: M
  children: (found: Output<M>) => ReactNode
}

type Asked = 'analyse.signals' | 'analyse.overlap' | 'analyse.beforeEntry'

/** A figure of Explore below the first ones, of the same subjects; it asks when it is seen, or when what is seen has been answered. */
export function FigureBelow<M extends Asked>({ method, children }: FigureBelowProps<M>) {
  const { counts } = useWorkspace()
  const [isOnScreen, watched] = useOnScreen()
  const { data, error, isPlaceholderData, refetch } = useCall<Asked>(method, useSegment(), { keepPrevious: true, enabled: useTurn(isOnScreen) && counts.imports > 0 })
  // The answer is that of the method; TypeScript cannot relate the two.
  const found = data as Output<M> | undefined
  return <div ref={watched} className={`figure-wide explore-cell ${isPlaceholderData ? 'explore-stale' : ''}`} aria-busy={isPlaceholderData}>{found ? children(found) : error && <Trouble error={error} onRetry={() => void refetch()} />}</div>
}
