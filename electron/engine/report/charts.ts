import type { Analysis } from '../../../shared/model.ts'
import type { FigureFormat } from './formats.ts'
import type { Chart, ChartPoint } from './model.ts'
import type { TextKey } from './texts-en.ts'
import type { Voice } from './voice.ts'

export const bandColours = { High: '#1f4b99', Medium: '#5a8fd6', Low: '#b9d0ee' } as const
const outside = '#1f4b99'
const inside = '#b9d0ee'
export const shownBands = ['High', 'Medium', 'Low'] as const

type Measure = 'coverage' | 'lift' | 'intensity'

const withInterval = ({ figure }: Voice, name: string): ChartPoint => ({ value: figure(name), low: figure(`${name}.low`), high: figure(`${name}.high`) })

const headOf = ({ label }: Voice, category: TextKey): Chart['head'] => ({ category: label(category), low: label('low'), high: label('high') })

interface ByStage {
  measures: readonly { of: Measure; colour: string }[]
  kind: Chart['kind']
  format: FigureFormat
  n: 'n.active' | 'n.mix'
}

function byStage({ stages }: Analysis, voice: Voice, { measures, kind, format, n }: ByStage): Pick<Chart, 'kind' | 'format' | 'categories' | 'series' | 'head'> {
  return {
    kind, format, head: headOf(voice, 'stage'),
    categories: stages.map(({ stage, label }) => ({ label, n: voice.say(n, { stage: `stage.${stage}` }) })),
    series: measures.map(({ of, colour }) => ({ name: voice.label(of), colour, points: stages.map(({ stage }) => withInterval(voice, `stage.${stage}.${of}`)) })),
  }
}

const termsOf = {
  coverage: ['active', 'coverage'], lift: ['coverage', 'lift'], trend: ['coverage', 'intensity', 'trend'], mix: ['score', 'band'], intensity: ['band', 'intensity'], hidden: ['active', 'hidden', 'band'],
} as const

const named = (id: keyof typeof termsOf, { say, label }: Voice): Pick<Chart, 'id' | 'title' | 'caption' | 'definitions'> =>
  ({ id, title: label(`chart.${id}`), caption: say(`caption.${id}`), definitions: termsOf[id].map((term) => ({ term: label(`term.${term}`), text: say(`text.${term}`) })) })

export const coverageChart = (analysis: Analysis, voice: Voice, accent: string): Chart =>
  ({ ...named('coverage', voice), ...byStage(analysis, voice, { measures: [{ of: 'coverage', colour: accent }], kind: 'bars', format: 'share', n: 'n.active' }) })

export const liftChart = (analysis: Analysis, voice: Voice, accent: string): Chart =>
  ({ ...named('lift', voice), ...byStage(analysis, voice, { measures: [{ of: 'lift', colour: accent }], kind: 'points', format: 'ratio', n: 'n.active' }), reference: { value: 1, name: analysis.stages[0]?.label ?? '' } })

export const intensityChart = (analysis: Analysis, voice: Voice, accent: string): Chart =>
  ({ ...named('intensity', voice), ...byStage(analysis, voice, { measures: [{ of: 'intensity', colour: accent }], kind: 'bars', format: 'share', n: 'n.mix' }) })

export const trendChart = (analysis: Analysis, voice: Voice, accent: string): Chart =>
  ({ ...named('trend', voice), ...byStage(analysis, voice, { measures: [{ of: 'coverage', colour: accent }, { of: 'intensity', colour: '#6b7280' }], kind: 'line', format: 'share', n: 'n.active' }) })

export const mixChart = ({ stages }: Analysis, voice: Voice): Chart => ({
  ...named('mix', voice), kind: 'shares', format: 'share', head: headOf(voice, 'stage'),
  categories: stages.map(({ stage, label }) => ({ label, n: voice.say('n.mix', { stage: `stage.${stage}` }) })),
  series: shownBands.map((band) => ({ name: voice.label(`band.${band}`), colour: bandColours[band], points: stages.map(({ stage }) => ({ value: voice.figure(`stage.${stage}.mix.${band}`) })) })),
})

export function hiddenChart(voice: Voice): Chart {
  const series = (key: TextKey, of: 'hidden' | 'inCrm', colour: string) => ({ name: voice.label(key), colour, points: shownBands.map((band) => ({ value: voice.figure(`hidden.${band}.${of}`) })) })
  return {
    ...named('hidden', voice), kind: 'counts', format: 'count', head: headOf(voice, 'band'),
    categories: shownBands.map((band) => ({ label: voice.label(`band.${band}`), n: voice.say('n.hidden', { band: `hidden.${band}` }) })),
    series: [series('not-in-crm', 'hidden', outside), series('in-crm', 'inCrm', inside)],
  }
}
