import { type ReactNode, useMemo } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useCall } from '../lib/engine.ts'
import { useFirstFigures } from '../lib/first-figures.ts'
import { useSegment } from '../lib/segment.ts'
import { useOnScreen } from '../lib/use-on-screen.ts'
import { useWorkspace } from '../lib/workspace.ts'
import { Fading } from './fading.tsx'
import { Trouble } from './page.tsx'

interface FigureBelowProps<M extends Asked> {
  method: M
  children: (found: Output<M>) => ReactNode
}

type Asked = 'analyse.signals' | 'analyse.overlap' | 'analyse.beforeEntry'

/** A figure of Explore below the first ones, of the same subjects; it asks at once where it is seen, and otherwise when the first have come. */
export function FigureBelow<M extends Asked>({ method, children }: FigureBelowProps<M>) {
  const { counts } = useWorkspace()
  const [isOnScreen, watched] = useOnScreen()
  const parameters = useSegment()
  const after = useFirstFigures(parameters, isOnScreen)
  const { data, error, isPlaceholderData, refetch } = useCall<Asked>(method, parameters, { keepPrevious: true, enabled: counts.imports > 0, ...(after ? { after } : {}) })
  // The answer is that of the method; TypeScript cannot relate the two.
  const found = data as Output<M> | undefined
  const figure = useMemo(() => found && children(found), [found, children])
  return <Fading ref={watched} className="figure-wide explore-cell" isWaiting={isPlaceholderData}>{found ? figure : error && <Trouble error={error} onRetry={() => void refetch()} />}</Fading>
}
