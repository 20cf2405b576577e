import type { AccountStory } from '../../../../shared/contract-stories.ts'
import { linkTo, useRoute } from '../../../lib/use-route.ts'
import { personPage } from '../../../lib/story-routes.ts'

const words = { stage: 'Stage', employer: 'Employer', match: 'Match', persona: 'Persona' } as const

/** Where what is known contradicts itself. */
export function Conflicts({ conflicts }: { conflicts: AccountStory['conflicts'] }) {
  const route = useRoute()
  return (
    <ul className="story-conflicts">
      {conflicts.map(({ about, text, personKey }) => (
        <li key={text}><span className="chip chip-warn">{words[about]}</span><span>{text}</span>{personKey !== null && <a href={linkTo(route, personPage(personKey))}>Open the person</a>}</li>
      ))}
    </ul>
  )
}
