import { incompleteWords } from '../../lib/capture-words.ts'
import { useCall } from '../../lib/engine.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

/** One line on what is known to be missing from the events a figure counts, with the way to the whole account; nothing where nothing is. */
export function CompletenessNote() {
  const route = useRoute()
  const { data } = useCall('completeness.run', route.asOf ? { asOf: route.asOf } : {}, { keepPrevious: true })
  // Keeps its line while it is on its way, so that the charts stay where they are.
  if (!data) return <p className="completeness-note">&nbsp;</p>
  const words = incompleteWords(data)
  if (words === null) return null
  return <p className="completeness-note">{words} <a href={linkTo(route, { page: 'import', view: 'sources' })}>Sources</a></p>
}
