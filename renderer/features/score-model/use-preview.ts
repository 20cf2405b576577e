import { useEffect, useState } from 'react'
import type { ScoreModel } from '../../../shared/score-model.ts'
import { useCall } from '../../lib/engine.ts'
import { useRunParameters } from '../../lib/workspace.ts'

/** A slider moves faster than figures do. */
const pause = 120

/** What a draft would change, once editing pauses; the last answer stays while the next is on its way. */
export function usePreview(model: ScoreModel, isValid: boolean) {
  const parameters = useRunParameters()
  const [asked, setAsked] = useState(model)
  useEffect(() => {
    if (!isValid) return
    const timer = window.setTimeout(() => setAsked(model), pause)
    return () => window.clearTimeout(timer)
  }, [model, isValid])
  const preview = useCall('models.preview', { ...parameters, model: asked }, { keepPrevious: true })
  return { ...preview, isBehind: preview.isPlaceholderData || asked !== model }
}
