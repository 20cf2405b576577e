import type { Band } from '../../shared/model.ts'
import './controls.css'

export function BandChip({ band }: { band: Band }) {
  return <span className={`band band-${band}`}><span className="band-mark" aria-hidden />{band}</span>
}
