import type { Block, Cell, Column, Table, Text } from './model.ts'
import { coverageChart, hiddenChart, intensityChart, liftChart, mixChart, shownBands, trendChart } from './charts.ts'
import type { Facts } from './facts.ts'
import { answer, bottomSentence, entrySentences, findings, hiddenSentence, intensitySentence, multipleSentence, trendSentence } from './findings.ts'
import type { TextKey } from './texts-en.ts'
import type { Voice } from './voice.ts'

const text = (sentence: Text): Block => ({ kind: 'text', text: sentence })
export const numbers = (...headers: string[]): Column[] => headers.map((header) => ({ header, isNumber: true }))

/** A figure with both ends of its interval, each in a column of its own. */
export const intervalColumns = ({ label }: Voice, of: TextKey): Column[] => [...numbers(label(of)), ...[label('low'), label('high')].map((header) => ({ header, isNumber: true, of: label(of) }))]
export const interval = ({ figure }: Voice, name: string): Cell[] => [figure(name), figure(`${name}.low`), figure(`${name}.high`)]

export const findingsSection = (facts: Facts, voice: Voice): Block[] => [{ kind: 'findings', items: findings(facts, voice) }]

export const funnelSection = ({ analysis }: Facts, voice: Voice, accent: string): Block[] => [
  text(answer(analysis, voice)),
  { kind: 'chart', chart: coverageChart(analysis, voice, accent) },
  { kind: 'chart', chart: liftChart(analysis, voice, accent) },
  ...(analysis.stages.some(({ liftCorrected }) => liftCorrected) ? [text(voice.say('lift.corrected'))] : []),
  text(trendSentence(analysis, voice)),
  { kind: 'chart', chart: trendChart(analysis, voice, accent) },
]

export const bandsSection = ({ analysis }: Facts, voice: Voice, accent: string): Block[] => [
  text(bottomSentence(analysis, voice)),
  { kind: 'chart', chart: mixChart(analysis, voice) },
  text(intensitySentence(analysis, voice)),
  { kind: 'chart', chart: intensityChart(analysis, voice, accent) },
]

export function hiddenSection({ analysis }: Facts, voice: Voice): Block[] {
  const { label, figure, say } = voice
  const table: Table = {
    id: 'hidden', title: label('table.hidden'),
    columns: [{ header: label('band') }, ...numbers(label('not-in-crm'), label('in-crm')), ...intervalColumns(voice, 'hidden-share')],
    rows: shownBands.map((band) => [label(`band.${band}`), figure(`hidden.${band}.hidden`), figure(`hidden.${band}.inCrm`), ...interval(voice, `hidden.${band}.share`)]),
  }
  return [
    text(hiddenSentence(analysis, voice)), text(multipleSentence(analysis, voice)),
    { kind: 'chart', chart: hiddenChart(voice) },
    { kind: 'table', table },
    text(say(analysis.hidden.corrected === null ? 'hidden.corrected.none' : 'hidden.corrected')),
  ]
}

export function entrySection({ entry }: Facts, voice: Voice): Block[] {
  const { label, figure } = voice
  const shown = entry.stages.filter(({ figures }) => figures !== null)
  const table: Table = {
    id: 'entry', title: label('table.entry'),
    columns: [{ header: label('entry.to') }, ...numbers(label('cases'), label('controls'), label('active-cases'), label('active-controls')), ...intervalColumns(voice, 'odds-ratio'), ...numbers(label('auc'), label('lead-days'))],
    rows: shown.map(({ stage, label: name }) => [
      name, ...['cases', 'controls', 'activeCases', 'activeControls', 'oddsRatio', 'oddsRatio.low', 'oddsRatio.high', 'auc', 'leadDays'].map((of) => figure(`entry.${stage}.${of}`)),
    ]),
  }
  return [...entry.stages.flatMap((stage) => entrySentences(stage, voice)).map(text), ...(shown.length > 0 ? [{ kind: 'table' as const, table }] : [])]
}

export function correctedSection({ analysis }: Facts, voice: Voice): Block[] {
  const { label, say } = voice
  if (analysis.corrected === null) return [text(say('corrected.none'))]
  const table: Table = {
    id: 'corrected', title: label('table.corrected'),
    columns: [{ header: label('stage') }, ...(['coverage', 'lift', 'intensity'] as const).flatMap((of) => intervalColumns(voice, of))],
    rows: analysis.corrected.stages.map(({ stage, label: name }) => [name, ...['coverage', 'lift', 'intensity'].flatMap((of) => interval(voice, `corrected.${stage}.${of}`))]),
  }
  return [text(say('corrected')), { kind: 'table', table }]
}
