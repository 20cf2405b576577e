import { Crosshair } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import type { WorkspaceStatus } from '../../../shared/contract-workspace.ts'
import { targetRoles } from '../../../shared/model.ts'
import { refreshDerived } from '../../lib/derived.ts'
import { useCommand, useConnection } from '../../lib/engine.ts'
import { countOf, formatInteger } from '../../lib/formats.ts'
import { sayError } from '../../lib/notices.ts'
import { useSayInStatusLine } from '../../lib/page-status.ts'
import { navigate } from '../../lib/use-route.ts'
import { useWorkspace } from '../../lib/workspace.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'
import { Empty, Page } from '../../ui/page.tsx'
import { AddTarget } from './add-target.tsx'
import './targets.css'

type Target = WorkspaceStatus['targets'][number]

const roleWords: Record<Target['role'], { label: string; effect: string }> = {
  own: { label: 'Own', effect: 'counts as own open source' },
  competitor: { label: 'Competitor', effect: 'stars and forks count a little' },
  ecosystem: { label: 'Ecosystem', effect: 'kept, not scored' },
  unmarked: { label: 'Unmarked', effect: 'kept, not scored' },
}
const kindWords: Record<Target['kind'], string> = { repo: 'Repository', package: 'Package', site: 'Site' }

/** Which repositories and packages are own, a competitor's, or neither; it decides what their stars and forks mean. */
export function TargetsPage() {
  const { targets } = useWorkspace()
  useSayInStatusLine(countOf(targets.length, 'target'))
  return (
    <Page title="Targets" lead="What a star or fork means depends on whose repository it is. Marking one rescores everything.">
      <AddTarget />
      {targets.length === 0 ? (
        <Empty icon={<Crosshair size={32} aria-hidden />} text="Repositories appear here as soon as a file names one.">
          <Button tone="primary" onClick={() => navigate({ page: 'import' })}>Import files</Button>
        </Empty>
      ) : (
        <div className="targets" tabIndex={0} role="region" aria-label="Targets">
          <table className="data-table">
            <thead><tr><th scope="col">Name</th><th scope="col">Events</th><th scope="col">Kind</th><th scope="col">Role</th><th scope="col">Effect</th></tr></thead>
            <tbody>{targets.map((target) => <TargetRow key={`${target.kind} ${target.name}`} {...target} />)}</tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

function TargetRow({ kind, name, role, events }: Target) {
  const { client } = useConnection()
  const mark = useCommand('targets.mark', { onSuccess: () => void refreshDerived(client) })
  return (
    <tr>
      <th scope="row" className="code">{name}</th>
      <td>{formatInteger(events)}</td>
      <td className="soft">{kindWords[kind]}</td>
      <td>
        <RadioGroup.Root
          className="role-choice" value={role} aria-label={`Role of ${name}`} disabled={mark.isPending} orientation="horizontal"
          onValueChange={(next) => {
            const chosen = targetRoles.find((each) => each === next)
            if (chosen) mark.mutate({ kind, name, role: chosen }, { onError: sayError })
          }}
        >
          {targetRoles.map((each) => <RadioGroup.Item key={each} value={each}>{roleWords[each].label}</RadioGroup.Item>)}
        </RadioGroup.Root>
      </td>
      <td className="soft">{kind === 'repo' ? roleWords[role].effect : 'named only, not scored'}</td>
    </tr>
  )
}
