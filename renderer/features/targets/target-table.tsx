import { RadioGroup } from 'radix-ui'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Target } from '../../../shared/contract-targets.ts'
import { targetRoles } from '../../../shared/model.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { useMarkTargets } from '../../lib/mark-targets.ts'
import { effectOf, kindWords, roleChoices } from '../../lib/target-words.ts'
import { sentenceCase } from '../../lib/stage-words.ts'
import { linkTo, useRoute } from '../../lib/use-route.ts'

const roleOfKey = new Map<string, Target['role']>([...roleChoices.map(({ role, key }) => [key, role] as const), ['0', 'unmarked']])

/** By size, so that a marked target keeps its place. */
const bySize = (left: Target, right: Target): number => right.events - left.events || (left.name < right.name ? -1 : 1)

/** Every target with its role; a row is marked by one key. */
export function TargetTable({ targets }: { targets: readonly Target[] }) {
  const { mark, isPending } = useMarkTargets()
  const body = useRef<HTMLTableSectionElement>(null)
  const place = useRef<number | null>(null)
  const shown = targets.toSorted(bySize)

  const focusRow = (index: number) => {
    const rows = body.current?.rows
    const row = rows?.[Math.min(Math.max(0, index), rows.length - 1)]
    row?.querySelector<HTMLElement>('[role=radio][aria-checked=true]')?.focus()
  }
  // A row that left the list with its new role passes the focus to the one in its place.
  useEffect(() => {
    if (place.current !== null && document.activeElement === document.body) focusRow(place.current)
  }, [targets])

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = event.target instanceof Element ? event.target.closest('tr') : null
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return
    const index = row.sectionRowIndex
    const target = shown[index]
    const role = roleOfKey.get(event.key)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focusRow(index + (event.key === 'ArrowDown' ? 1 : -1))
    else if (target && role !== undefined) {
      place.current = index
      if (role !== target.role && !isPending) mark([target], role)
    } else return
    event.preventDefault()
  }
  return (
    <div className="targets data-scroll">
      <table className="data-table">
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Events</th><th scope="col">Last seen</th><th scope="col">Role</th><th scope="col">Effect</th></tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>{shown.map((target) => <TargetRow key={`${target.kind} ${target.name}`} target={target} onRole={(role) => mark([target], role)} />)}</tbody>
      </table>
    </div>
  )
}

function TargetRow({ target, onRole }: { target: Target; onRole: (role: Target['role']) => void }) {
  const route = useRoute()
  const { kind, name, role, events, lastAt, decided } = target
  const rows = linkTo(route, { page: 'import', view: 'events', where: [{ column: 'about', operator: 'equals', values: [name] }, { column: 'about_kind', operator: 'equals', values: [kind] }] })
  return (
    <tr>
      <th scope="row" className="code">{name}</th>
      <td className="soft">{sentenceCase(kindWords[kind][0])}</td>
      <td>{events === 0 ? <span className="faint">0</span> : <a href={rows} aria-label={`${formatInteger(events)} events about ${name}`}>{formatInteger(events)}</a>}</td>
      <td className="soft">{formatDay(lastAt)}</td>
      <td>
        <RadioGroup.Root
          className="role-choice" value={role} aria-label={`Role of ${name}`} orientation="horizontal"
          onValueChange={(next) => {
            const chosen = targetRoles.find((each) => each === next)
            if (chosen) onRole(chosen)
          }}
        >
          {targetRoles.map((each) => <RadioGroup.Item key={each} value={each}>{sentenceCase(each)}</RadioGroup.Item>)}
        </RadioGroup.Root>
      </td>
      <td className="soft">{effectOf(target)}{role === 'unmarked' && !decided ? <span className="chip chip-warn target-new">not decided</span> : null}</td>
    </tr>
  )
}
