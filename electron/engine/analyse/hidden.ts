import type { Analysis, Band } from '../../../shared/model.ts'
import { countOf, type Cell } from './cross-table.ts'
import { wilson } from './statistics.ts'

/** Active subjects outside and inside the CRM, every stage included (method, section 6: hidden share). */
export function hiddenFunnel(cells: readonly Cell[]): Omit<Analysis['hidden'], 'corrected'> {
  const within = (...bands: Band[]) => {
    const hidden = countOf(cells, (cell) => cell.stage === null && bands.includes(cell.band))
    const inCrm = countOf(cells, (cell) => cell.stage !== null && bands.includes(cell.band))
    return { hidden, inCrm, share: wilson({ hits: hidden, total: hidden + inCrm }) }
  }
  const strong = within('High', 'Medium')
  return {
    ...within('High', 'Medium', 'Low'),
    byBand: { High: within('High'), Medium: within('Medium'), Low: within('Low') },
    multiple: strong.inCrm === 0 ? null : strong.hidden / strong.inCrm,
  }
}
