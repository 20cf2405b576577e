import { targetListNames, type TargetListName } from '../../../shared/contract-target-lists.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { listWords } from './words.ts'

/** Which list is shown. */
export function ListSections({ list }: { list: TargetListName }) {
  const route = useRoute()
  return (
    <nav className="handover-sections" aria-label="Lists">
      {targetListNames.map((name) => (
        <a key={name} className="button" aria-current={name === list ? 'page' : undefined} href={linkTo(route, { view: name === targetListNames[0] ? null : name, search: '', open: null })}>{listWords[name].label}</a>
      ))}
    </nav>
  )
}
