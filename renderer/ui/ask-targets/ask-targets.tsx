import { Crosshair } from 'lucide-react'
import { useCall, useCommand } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { useMarkTargets } from '../../lib/mark-targets.ts'
import { sayError } from '../../lib/notices.ts'
import { byOwner, kindCounts, kindWords, type OwnerGroup, roleChoices } from '../../lib/target-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'
import { Button } from '../button.tsx'
import './ask-targets.css'

const most = 5

/** Asks once whose the newly named repositories, packages and sites are; nothing where there is nothing to ask. */
export function AskTargets() {
  const route = useRoute()
  const { data } = useCall('targets.list', { limit: 1 }, { keepPrevious: true })
  const answer = useCommand('targets.answer')
  if (!data || data.asking.found === 0) return null
  const { targets, found } = data.asking
  const groups = byOwner(targets)
  const named = found === targets.length ? kindCounts(targets) : countOf(found, 'target')
  return (
    <section className="ask" aria-label="Whose are these?">
      <div className="ask-head">
        <Crosshair size={16} aria-hidden />
        <p><strong>Whose are these?</strong> {named} {found === 1 ? 'is' : 'are'} named by imports and not marked. What a star or an install means depends on it.</p>
      </div>
      <ul className="ask-list">{groups.slice(0, most).map((group) => <Group key={group.owner} group={group} />)}</ul>
      <div className="ask-foot">
        {groups.length > most && <span className="soft">and {countOf(groups.length - most, 'more owner', 'more owners')}</span>}
        {route.page !== 'targets' && <a href={linkTo(route, { page: 'targets', view: 'unmarked' })}>Show all on Targets</a>}
        <span className="ask-later">
          <Button tone="quiet" disabled={answer.isPending} onClick={() => answer.mutate({ answer: 'later' }, { onError: sayError })}>Ask later</Button>
          <Button tone="quiet" disabled={answer.isPending} onClick={() => answer.mutate({ answer: 'leave' }, { onError: sayError })}>Leave unmarked</Button>
        </span>
      </div>
    </section>
  )
}

function Group({ group: { owner, targets, events } }: { group: OwnerGroup }) {
  const { mark, isPending } = useMarkTargets()
  const [first] = targets
  const only = targets.length === 1 ? first : undefined
  const name = only?.name ?? `${owner} (${kindCounts(targets)})`
  return (
    <li>
      <span className="ask-name truncate" title={targets.map((each) => each.name).join(', ')}>
        <span className="code">{only?.name ?? owner}</span> <span className="faint">{only ? kindWords[only.kind][0] : kindCounts(targets)}</span>
      </span>
      <span className="soft numeric">{formatInteger(events)} {events === 1 ? 'event' : 'events'}</span>
      <span className="ask-choices" role="group" aria-label={`Mark ${name} as`}>
        {roleChoices.map(({ role, label }) => <Button key={role} disabled={isPending} aria-label={`${label}: ${name}`} onClick={() => mark(targets, role)}>{label}</Button>)}
      </span>
    </li>
  )
}
