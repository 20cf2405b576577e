import { lifecycleStages } from '../../../shared/lifecycle.ts'
import { bands } from '../../../shared/model.ts'
import { formatScore } from '../../lib/formats.ts'
import { familyWord } from '../../../shared/signal-names.ts'
import { families, familyColour } from '../../lib/signal-words.ts'
import { BandChip } from '../../ui/band-chip.tsx'
import type { Cell } from '../../ui/grid/column-definitions.ts'
import { stageMeanings } from './lifecycle-words.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import './companies.css'

const NameCell: Cell = ({ value, data }) => (data ? <strong style={{ fontWeight: 500 }}>{String(value ?? '')}</strong> : <Skeleton width="60%" height={10} />)

const BandCell: Cell = ({ value }) => {
  const band = bands.find((each) => each === value)
  return band ? <BandChip band={band} /> : null
}

const ScoreCell: Cell = ({ value }) => (typeof value === 'number' && value > 0 ? formatScore(value) : <span className="faint">0</span>)

/** Which families were seen lately: each has its own place, so that rows compare at a glance. */
const FamiliesCell: Cell = ({ value, data }) => {
  if (!data) return null
  const seen = typeof value === 'string' ? value.split(' · ').filter(Boolean) : []
  const words = seen.length === 0 ? 'No family in the last 180 days' : seen.map(familyWord).join(', ')
  return (
    <span className="families" role="img" aria-label={words} title={words}>
      {families.map((family) => (
        <span key={family} {...(seen.includes(family) ? { className: 'family-seen', style: { background: familyColour(family) } } : {})} />
      ))}
    </span>
  )
}

const CrmCell: Cell = ({ value, data }) => (data ? <span className={value === true ? '' : 'faint'}>{value === true ? 'in CRM' : 'hidden'}</span> : null)

const LifecycleCell: Cell = ({ value }) => {
  const stage = lifecycleStages.find((each) => each === value)
  return stage ? <span title={stageMeanings[stage]}>{stage}</span> : <span className="faint">{String(value ?? '')}</span>
}

const OutreachCell: Cell = ({ value }) => (value === true ? <span className="chip">open</span> : null)

export const companyCells: Readonly<Record<string, Cell>> = { name: NameCell, band: BandCell, score: ScoreCell, families: FamiliesCell, in_crm: CrmCell, lifecycle: LifecycleCell, outreach: OutreachCell }
export const companyWidths: Readonly<Record<string, number>> = {
  name: 236, stage: 116, band: 100, score: 76, families: 92, people_30: 130, people_90: 130, events: 80, last_at: 116, active: 76, lifecycle: 126, outreach: 92, in_crm: 88, domain: 190, owner: 130,
}
