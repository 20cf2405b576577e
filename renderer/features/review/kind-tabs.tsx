import { type ItemKind, itemKinds } from '../../../shared/decision.ts'
import { navigate, useRoute } from '../../lib/use-route.ts'
import { Button } from '../../ui/button.tsx'

const words: Readonly<Record<ItemKind, string>> = { claim: 'Claims', attribution: 'Companies', match: 'Accounts' }

/** Narrows the queue to one kind of item: a condition as any other. */
export function KindTabs() {
  const { where } = useRoute()
  const condition = where.find(({ column }) => column === 'kind')
  const others = where.filter(({ column }) => column !== 'kind')
  const shown = condition?.values.length === 1 ? condition.values[0] : null
  return (
    <span className="kind-tabs" role="group" aria-label="Kind">
      {itemKinds.map((kind) => (
        <Button
          key={kind} aria-pressed={shown === kind}
          onClick={() => navigate({ open: null, where: shown === kind ? others : [...others, { column: 'kind', operator: 'in', values: [kind] }] })}
        >
          {words[kind]}
        </Button>
      ))}
    </span>
  )
}
