import type { ModelList, ModelVersion } from '../../../shared/contract-models.ts'
import { formatDay, formatInteger } from '../../lib/formats.ts'
import { Button } from '../../ui/button.tsx'
import '../../ui/chart/chart.css'

interface VersionsProps {
  list: ModelList
  isBusy: boolean
  onUse: (version: ModelVersion) => void
  onEdit: (version: ModelVersion) => void
}

/** Every version ever saved, who saved it and why, and the runs it was used by. */
export function VersionsTable({ list: { versions, choices }, isBusy, onUse, onEdit }: VersionsProps) {
  return (
    <table className="data-table versions">
      <thead>
        <tr><th scope="col">Version</th><th scope="col">Note</th><th scope="col">Saved</th><th scope="col" title="Scorings stored with exactly this model">Used by runs</th><th scope="col">In force since</th><th scope="col"><span className="unseen">Actions</span></th></tr>
      </thead>
      <tbody>
        {versions.map((each) => {
          const chosen = choices.find(({ version }) => version === each.version)
          return (
            <tr key={each.version}>
              <th scope="row">{each.version} · {each.name} {each.inForce && <span className="chip chip-good">in force</span>}</th>
              <td className="version-note">{each.note ?? ''}</td>
              <td>{each.savedAt === null ? 'with Bandstand' : <>{formatDay(each.savedAt)} <span className="faint">by {each.author}</span></>}</td>
              <td>{formatInteger(each.runs)}{each.lastRunAt !== null && <span className="faint"> · last {formatDay(each.lastRunAt)}</span>}</td>
              <td>{each.inForce ? (chosen ? <>{formatDay(chosen.chosenAt)} <span className="faint">by {chosen.author}</span></> : 'the beginning') : ''}</td>
              <td className="version-actions">
                <Button tone="quiet" onClick={() => onEdit(each)} aria-label={`Edit from ${each.name}`}>Edit from here</Button>
                {!each.inForce && <Button tone="quiet" disabled={isBusy} onClick={() => onUse(each)} aria-label={`Put ${each.name} in force`}>Put in force</Button>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
