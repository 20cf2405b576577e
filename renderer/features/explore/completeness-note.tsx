import { incompleteness } from '../../lib/capture-words.ts'
import { useCall } from '../../lib/engine.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

/** How many sources of a figure are known to be incomplete, in one line that opens to what is missing; nothing where nothing is. */
export function CompletenessNote() {
  const route = useRoute()
  const { data } = useCall('completeness.run', route.asOf ? { asOf: route.asOf } : {}, { keepPrevious: true })
  // Keeps its line while it is on its way, so that the charts stay where they are.
  if (!data) return <p className="completeness-note">&nbsp;</p>
  const missing = incompleteness(data)
  if (missing === null) return null
  return (
    <details className="completeness-note">
      <summary title={missing.words}>{missing.short}</summary>
      <p>{missing.words} <a href={linkTo(route, { page: 'import', view: 'sources' })}>Sources</a></p>
    </details>
  )
}
