import type { Target } from '../../../shared/contract-targets.ts'
import { countOf } from '../../lib/formats.ts'
import { useMarkTargets } from '../../lib/mark-targets.ts'
import { roleChoices } from '../../lib/target-words.ts'
import { Menu, MenuItem } from '../../ui/menu.tsx'

/** Marks everything in the list at once. */
export function MarkShown({ targets }: { targets: readonly Target[] }) {
  const { mark, isPending } = useMarkTargets()
  return (
    <Menu tone="plain" label={`Mark ${countOf(targets.length, 'target')} as…`} disabled={isPending || targets.length === 0}>
      {roleChoices.map(({ role, label }) => <MenuItem key={role} onSelect={() => mark(targets, role)}>{label}</MenuItem>)}
      <MenuItem onSelect={() => mark(targets, 'unmarked')}>Leave unmarked</MenuItem>
    </Menu>
  )
}
