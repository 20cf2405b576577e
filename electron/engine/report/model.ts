import type { PersonalKind } from '../../../shared/contract-hand-over.ts'
import type { ReportLanguage, ReportSection } from '../../../shared/contract-report.ts'
import type { FigureFormat } from './formats.ts'

/** A number as it is and as every format prints it. */
export interface Quantity {
  value: number | null
  format: FigureFormat
  text: string
}

/** A quantity of the analysis that texts name. */
export interface Figure extends Quantity {
  name: string
}

export type Run = string | Figure
export type Text = readonly Run[]

export interface ChartPoint {
  value: Figure
  low?: Figure
  high?: Figure
}

export interface Chart {
  id: string
  title: string
  /** What it says, with its figures. */
  caption: Text
  /** `bars`: columns with intervals; `points`: the same around a reference; `line`: along the funnel; `shares` and `counts`: stacked. */
  kind: 'bars' | 'points' | 'line' | 'shares' | 'counts'
  format: FigureFormat
  categories: readonly { label: string; n: Text }[]
  /** What categories and both ends of an interval are called where the chart is a table. */
  head: { category: string; low: string; high: string }
  series: readonly { name: string; colour: string; points: readonly ChartPoint[] }[]
  /** A line across, and what lies on it. */
  reference?: { value: number; name: string }
  /** What its figures mean. */
  definitions: readonly Definition[]
}

export interface Definition {
  term: string
  text: Text
}

export type Cell = string | Quantity | null

export interface Column {
  header: string
  /** Of an end of an interval: the header of what it is an interval of. */
  of?: string
  personal?: PersonalKind
  isNumber?: boolean
  /** Share of the width beside 1 of the others. */
  width?: number
}

export interface Table {
  id: string
  title: string
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  /** To look up and not to present: slides leave it out. */
  isReference?: true
  note?: Text
}

export type Block =
  | { kind: 'findings'; items: readonly Text[] }
  | { kind: 'text'; text: Text }
  | { kind: 'chart'; chart: Chart }
  | { kind: 'table'; table: Table }
  | { kind: 'definitions'; items: readonly Definition[] }

export interface Section {
  id: ReportSection
  title: string
  blocks: readonly Block[]
}

/** All that a report says; every format prints this and nothing else. */
export interface ReportModel {
  language: ReportLanguage
  title: string
  /** Whose market it is, as of when, and which attributions count. */
  subtitle: Text
  introduction: readonly Text[]
  accent: string
  logo: string | null
  sections: readonly Section[]
  figures: readonly Figure[]
}

export const plainText = (text: Text): string => text.map((run) => (typeof run === 'string' ? run : run.text)).join('')

export const cellText = (cell: Cell): string => (cell === null ? '' : typeof cell === 'string' ? cell : cell.text)
