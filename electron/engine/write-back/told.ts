import type { Lifecycle } from '../../../shared/lifecycle.ts'
import { noStageWords } from '../../../shared/own-columns.ts'

/** What a file tells of one record. */
export type Told<Column extends string = string> = Readonly<Record<Column, string | number | boolean | null>>

export const stageWord = ({ stage, missing }: Pick<Lifecycle, 'stage' | 'missing'>): string => stage ?? noStageWords[missing ?? 'not enough dated events']

export const dayOf = (instant: string | null): string | null => instant?.slice(0, 10) ?? null

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10

/** What two tellings are compared by: the as-of day alone is no news. */
export const newsOf = ({ asOf: _, ...told }: Told): string => JSON.stringify(Object.fromEntries(Object.entries(told).sort(([left], [right]) => (left < right ? -1 : 1))))
