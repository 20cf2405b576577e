import { useEffect, useState } from 'react'
import { useConnection } from '../../lib/engine.ts'
import { refreshDerived, stopRefreshing } from '../../lib/derived.ts'
import { countOf } from '../../lib/formats.ts'
import { useProgress, useWorkspace } from '../../lib/workspace.ts'
import { line } from './review-line.ts'

/** How long the keys rest before figures follow. */
const restMs = 4000

/** Lets people, companies and scores follow the decisions while the reviewer rests, and says how far they are. */
export function useFigures(): string {
  const { client } = useConnection()
  const { stale } = useWorkspace()
  const { written, waiting } = line.use()
  const isUpdating = useProgress().some(({ kind }) => kind === 'resolve' || kind === 'score')
  const [followed, setFollowed] = useState(written)
  if (!stale && waiting === 0 && followed !== written) setFollowed(written)
  useEffect(() => {
    if (!stale || waiting > 0) return
    let timer = 0
    const rest = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        stopWaiting()
        void refreshDerived(client)
      }, restMs)
    }
    // Whoever scrolls or types is not resting, and would wait for what the figures take.
    const touches = ['scroll', 'keydown', 'pointerdown'] as const
    const stopWaiting = () => {
      window.clearTimeout(timer)
      for (const touch of touches) document.removeEventListener(touch, rest, { capture: true })
    }
    for (const touch of touches) document.addEventListener(touch, rest, { capture: true, passive: true })
    rest()
    return () => {
      stopWaiting()
      stopRefreshing()
    }
  }, [client, stale, waiting, written])
  return figuresWords({ stale, behind: written - followed, isUpdating })
}

export function figuresWords({ stale, behind, isUpdating }: { stale: boolean; behind: number; isUpdating: boolean }): string {
  if (!stale) return 'figures up to date'
  const since = behind > 0 ? `figures as of ${countOf(behind, 'decision')} ago` : 'figures not up to date'
  return isUpdating ? `${since} · updating …` : since
}
