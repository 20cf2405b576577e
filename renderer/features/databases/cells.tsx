import type { Cell } from '../../ui/grid/column-definitions.ts'
import { placeWords, sourceWords } from './words.ts'

const PlaceCell: Cell = ({ value }) => (value === 'both' ? <span className="chip chip-warn">both</span> : typeof value === 'string' ? placeWords[value] ?? value : null)
const SourceCell: Cell = ({ value }) => (typeof value === 'string' ? sourceWords[value] ?? value : null)
const YesCell: Cell = ({ value }) => (value === true ? 'yes' : null)

export const humanCells: Readonly<Record<string, Cell>> = { place: PlaceCell, title_source: SourceCell, is_lead: YesCell, opted_out: YesCell, is_reachable: YesCell }
export const humanWidths: Readonly<Record<string, number>> = { name: 170, email: 200, company: 150, title: 190, titles: 420, persona: 100, rule: 220, title_source: 100, place: 96, is_lead: 76 }
