import type { Estimate, StageFigures } from '../../../shared/model.ts'
import { DoorLink } from './door-link.tsx'
import type { Door } from './doors.ts'

interface StageTableProps {
  stages: readonly StageFigures[]
  estimate: (stage: StageFigures) => Estimate
  format: (value: number | null) => string
  interval: (estimate: Estimate) => string
  counts: (stage: StageFigures) => { part: number; whole: number; partDoor: Door; wholeDoor: Door }
  words: { measure: string; part: string; whole: string }
}

/** The figures of a chart by stage as a table, every count a door. */
export function StageTable({ stages, estimate, format, interval, counts, words }: StageTableProps) {
  return (
    <table className="data-table">
      <thead>
        <tr><th scope="col">Stage</th><th scope="col">{words.part}</th><th scope="col">{words.whole}</th><th scope="col">{words.measure}, 95%</th></tr>
      </thead>
      <tbody>
        {stages.map((stage) => {
          const { part, whole, partDoor, wholeDoor } = counts(stage)
          const measured = estimate(stage)
          return (
            <tr key={stage.stage}>
              <th scope="row">{stage.label}</th>
              <td><DoorLink count={part} door={partDoor} label={`${words.part}, ${stage.label}`} /></td>
              <td><DoorLink count={whole} door={wholeDoor} label={`${words.whole}, ${stage.label}`} /></td>
              <td>{format(measured.value)} <span className="faint">{interval(measured)}</span></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
